# METADATA
# title: APIs
# description: Which apiVersion of a kind a Kubernetes serves, by the table in data.yaml.
package fleet.apis

# METADATA
# description: What the table says of the apiVersion in which a manifest is written; undefined for what every Kubernetes serves
served(manifest) := data.fleet.apis.versions[manifest.apiVersion][manifest.kind]

# METADATA
# description: Minor of a version as clusters write it, e.g. v1.36.3+k3s1, v1.28.5-gke.100 or v1.30+; undefined for what is none
minor(version) := to_number(trim_right(parts[1], "+")) if {
	parts := split(trim_prefix(version, "v"), ".")
	parts[0] == "1"
}
