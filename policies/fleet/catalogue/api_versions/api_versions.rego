# METADATA
# title: APIs
# description: |
#   The apiVersions of a kind that a Kubernetes serves, and the advice for those that it does not
#   serve, by the table in data.yaml.
package fleet.catalogue.api_versions

# METADATA
# description: |
#   The entry of the table for the apiVersion and kind of a manifest; undefined for a version that
#   every Kubernetes serves
served(manifest) := data.fleet.catalogue.api_versions.versions[manifest.apiVersion][manifest.kind]

# METADATA
# description: |
#   Minor of a version as clusters and people write it, e.g. v1.36.3+k3s1, v1.28.5-gke.100, v1.30+
#   or 1.36-gke.1; undefined for any other text
minor(version) := to_number(digits) if {
	parts := split(trim_prefix(version, "v"), ".")
	parts[0] == "1"
	digits := split(split(parts[1], "-")[0], "+")[0]
	trim(digits, "0123456789") == ""
}

# METADATA
# description: |
#   A sentence for a version that is newer than the table; undefined for a version that the table
#   has
note(version) := concat("", [
	"api-served cannot tell what Kubernetes ", release(minor(version)), " no longer serves: it knows releases up to ",
	release(data.fleet.catalogue.api_versions.last),
]) if {
	minor(version) > data.fleet.catalogue.api_versions.last
}

# METADATA
# description: A minor as people write it, e.g. 1.36
release(minor) := concat(".", ["1", format_int(minor, 10)])

# METADATA
# description: |
#   Advice for a manifest that a Kubernetes of this minor no longer serves. A version is advised
#   only if that Kubernetes serves it by default, or the Kubernetes to which the cluster has to be
#   upgraded first.
advice_for_removed(manifest, minor) := words if {
	version := _on(manifest, minor)[0]
	words := concat("", [_write(manifest, version), ", which Kubernetes serves since ", _since(manifest, version)])
} else := words if {
	words := served(manifest).fix
} else := words if {
	words := _after_upgrade(manifest, minor)
} else := words if {
	version := _served(manifest, minor)[0]
	words := concat("", [_write(manifest, version), ", and switch that on in the cluster, where it is off by default"])
} else := "look up what takes its place; the deprecation guide of Kubernetes may say it"

# METADATA
# description: Advice for a manifest that a Kubernetes of this minor does not serve yet
advice_for_too_new(manifest, minor) := words if {
	version := _on(manifest, minor)[0]
	words := concat("", ["upgrade the cluster, or ", _write(manifest, version), " until then"])
} else := "upgrade the cluster first" if {
	not served(manifest).off_by_default
} else := words if {
	words := _after_upgrade(manifest, minor)
} else := "upgrade the cluster first, and switch this version on there, because it is off by default"

# The first release that serves it by default.
_after_upgrade(manifest, minor) := words if {
	later := [other | some other in _on(manifest, data.fleet.catalogue.api_versions.last); _other(manifest, other).introduced > minor]
	version := later[count(later) - 1]
	words := concat("", ["upgrade the cluster first, to ", _since(manifest, version), ", and ", _write(manifest, version)])
}

_write(manifest, version) := concat(" ", ["write it in", version]) if not served(manifest).becomes

_write(manifest, version) := concat(" ", ["write a", served(manifest).becomes, "of", version])

_since(manifest, version) := release(_other(manifest, version).introduced)

_other(manifest, version) := data.fleet.catalogue.api_versions.versions[version][object.get(served(manifest), "becomes", manifest.kind)]

# Other versions of the kind, the last that came first.
_served(manifest, minor) := [version |
	some version in served(manifest).others
	_other(manifest, version).introduced <= minor
	not _is_removed(_other(manifest, version), minor)
]

_on(manifest, minor) := [version | some version in _served(manifest, minor); not _other(manifest, version).off_by_default]

_is_removed(api, minor) if api.removed <= minor

_is_removed(api, minor) if api.planned <= minor

# METADATA
# description: |
#   The APIs that a Kubernetes of this minor serves by default, as helm names them: v1, v1/Pod,
#   apps/v1, apps/v1/Deployment
served_by(minor) := sort({name |
	some version, kinds in data.fleet.catalogue.api_versions.versions
	some kind, api in kinds
	api.introduced <= minor
	not _is_removed(api, minor)
	not api.off_by_default
	some name in [version, concat("/", [version, kind])]
} | {name |
	some version, kinds in data.fleet.catalogue.api_versions.unchanged.kinds
	some kind in kinds
	some name in [version, concat("/", [version, kind])]
})
