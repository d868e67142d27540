# METADATA
# title: Sources
# description: From which folders of which repositories an object of a GitOps system deploys, and what is made of the files there.
package fleet.sources

import data.fleet.destinations
import data.fleet.objects

# METADATA
# description: |
#   Folders that the object deploys. `repository` is an address or ''; then `reference` is the name of the object that has it.
#   `moves` says that every object goes to the namespace, and not only those that name none. `helm` is what helm is told where
#   the folder is a chart. What is templated, or made by something else, is left out.
folders(manifest) := [folder |
	rendering := _rendering(manifest)
	reading := destinations.reading(manifest)
	some found in destinations.sources(reading)
	not _is_made_otherwise(rendering, found.source)
	path := object.get(found.source, reading.words.folder, object.get(rendering, "root", ""))
	path != ""
	not contains(path, "{{")
	folder := {
		"path": path,
		"repository": _field(found.source, rendering, "repository", ""),
		"reference": _reference(manifest, rendering, found.source),
		"namespace": object.get(reading.spec, reading.words.namespace, ""),
		"moves": object.get(rendering, "moves", false),
		"kustomize": object.get(rendering, "kustomize", false),
		"recurse": _field(found.source, rendering, "recurse", false),
		"helm": _helm(manifest, found.source, object.get(rendering, "helm", {}), reading.words.value_files),
	}
]

# Only kinds of a group in somebody's domain deploy others.
_rendering(manifest) := system.rendering if {
	contains(objects.group(manifest.apiVersion), ".")
	some system in data.fleet.systems
	objects.type_of(manifest) in system.rendering.kinds
}

_is_made_otherwise(rendering, source) if {
	some way in rendering.unless
	object.get(source, way, null) != null
}

# It refers to what is no repository of git.
_is_made_otherwise(rendering, source) if {
	reference := object.get(source, rendering.reference, {})
	not object.get(reference, "kind", "") in {split(type, "/")[1] | some type, _ in rendering.repositories}
}

# What the data names no field for is in none.
_field(source, words, name, otherwise) := object.get(source, object.get(words, name, ["-"]), otherwise)

_reference(manifest, rendering, source) := _name(reference.kind, namespace, reference.name) if {
	reference := object.get(source, rendering.reference, {})
	namespace := object.get(reference, "namespace", manifest.metadata.namespace)
} else := ""

_name(kind, namespace, name) := concat("/", [kind, namespace, name])

_helm(manifest, source, words, value_files) := {
	"release": _field(source, words, "release", object.get(manifest, ["metadata", "name"], "")),
	"valueFiles": object.get(source, value_files, []),
	"ignoreMissing": _field(source, words, "ignore_missing", false),
	"values": _values(source, words),
	"parameters": [{"name": one.name, "value": one.value, "isText": object.get(one, words.text, false)} |
		some one in _field(source, words, "parameters", [])
	],
}

_values(source, words) := json.marshal(values) if {
	values := object.get(source, words.values_object, null)
	values != null
} else := _field(source, words, "values", "")

# METADATA
# description: The repository that the object stands for, as {name, address}; null where it stands for none
repository(manifest) := {"name": name, "address": address} if {
	some system in data.fleet.systems
	way := system.rendering.repositories[objects.type_of(manifest)]
	address := object.get(manifest, way, "")
	name := _name(manifest.kind, manifest.metadata.namespace, manifest.metadata.name)
} else := null

# METADATA
# description: True where the object is of a kind that is known to have a namespace
is_namespaced(manifest) if {
	objects.group(manifest.apiVersion) in data.fleet.systems.kubernetes.scopes.groups
	not objects.type_of(manifest) in data.fleet.systems.kubernetes.scopes.cluster
}

is_namespaced(manifest) if {
	some system in data.fleet.systems
	some known in system.kinds
	known.group == objects.group(manifest.apiVersion)
	manifest.kind in known.kinds
	known.scope == "Namespaced"
}
