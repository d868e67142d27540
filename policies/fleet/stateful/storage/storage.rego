# METADATA
# title: Storage of unknown kinds
# description: |
#   The fields by which a custom resource of an unknown kind asks for storage. The names of such
#   fields are data. Kinds of Kubernetes and of systems in the catalogue are not read, and neither
#   are kinds that describe storage for others.
package fleet.stateful.storage

import data.fleet.objects
import data.fleet.objects.paths
import data.fleet.objects.values

# Characters of JSON. A walk takes some 20 microseconds a value.
_readable := 24576

# METADATA
# description: |
#   For each manifest of an unknown kind that asks for storage, the first of the fields by name, by
#   the manifest's index in the list. If the specs of these manifests are longer than 24 KiB
#   together, none is read
asked(manifests) := {index: field |
	specs := {index: manifest.spec | some index, manifest in manifests; _is_unknown(manifest)}
	count(json.marshal(specs)) <= _readable
	some index, spec in specs
	field := _field(spec)
}

_field(spec) := min({paths.of(array.concat(["spec"], path)) |
	walk(spec, [path, value])
	_asks(path, value)
	not _is_ignored(spec, path)
})

_is_unknown(manifest) if {
	group := objects.group(manifest.apiVersion)
	contains(group, ".")
	not endswith(group, ".k8s.io")
	not endswith(group, ".x-k8s.io")
	not _is_catalogued(objects.type_of(manifest))
	not _groups_of_systems[group]
	not _describes_storage(manifest.kind)
}

_describes_storage(kind) if {
	some ending in _names.ignored_endings
	endswith(kind, ending)
}

_groups_of_systems := {served.group | some system in data.fleet.catalogue.systems; some served in system.kinds}

_names := data.fleet.catalogue.stateful.storage.fields

_is_catalogued(type) if data.fleet.catalogue.stateful.kinds[type]

_is_catalogued(type) if data.fleet.catalogue.stateful.claim_templates[type]

_is_catalogued(type) if data.fleet.catalogue.stateful.stateful_templates[type]

_is_catalogued(type) if data.fleet.catalogue.stateful.without_data[type]

_is_catalogued(type) if data.fleet.catalogue.pod_templates.kinds[type]

_asks(path, value) if {
	path[count(path) - 1] in _names.claims
	values.has_content(value)
	not _is_reference(value)
}

_asks(path, value) if {
	path[count(path) - 1] in _names.classes
	values.has_content(value)
}

_asks(path, value) if {
	path[count(path) - 1] in _names.sizes
	_is_quantity(value)
}

_asks(path, value) if {
	path[count(path) - 2] == "requests"
	path[count(path) - 1] == "storage"
	_is_quantity(value)
}

_asks(path, value) if {
	path[count(path) - 2] in _names.places
	path[count(path) - 1] in _names.sizes_in_places
	_is_quantity(value)
}

_asks(path, true) if {
	path[count(path) - 2] in _names.enabled_places
	path[count(path) - 1] == "enabled"
}

_asks(path, true) if path[count(path) - 1] in _names.enabled_fields

# A pod's volume names a claim that another object asks for.
_is_reference(value) if value.claimName

# A quantity with a unit, as Kubernetes writes it. A number without a unit may count anything.
_is_quantity(value) if {
	some unit in {"k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"}
	endswith(value, unit)
	to_number(trim_suffix(value, unit)) > 0
}

_is_ignored(_, path) if {
	some step in path
	step in _names.ignored_below
}

_is_ignored(spec, path) if {
	some length in numbers.range(1, count(path))
	object.get(spec, array.slice(path, 0, length), {}).enabled == false
}
