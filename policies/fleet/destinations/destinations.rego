# METADATA
# title: Destinations
# description: What an object of a GitOps system deploys, from where and to which cluster, as far as the object alone says it.
package fleet.destinations

import data.fleet.objects
import data.fleet.paths

# METADATA
# description: |
#   How to read an object that deploys others, {words, kind, spec}; undefined for all else. Only kinds of a group in somebody's domain
#   deploy others.
reading(manifest) := {"words": system.destinations, "kind": kind, "spec": object.get(manifest, kind.spec, {})} if {
	contains(objects.group(manifest.apiVersion), ".")
	some system in data.fleet.systems
	kind := system.destinations.kinds[objects.type_of(manifest)]
	not _is_patched(manifest, kind)
}

_is_patched(manifest, kind) if object.get(manifest, kind.patch, "") != ""

# METADATA
# description: |
#   The cluster that it deploys to, by the clusters that are registered, as {is_here, is_registered, names, says, path}; undefined
#   where it is templated or not said. `hub` is the name of the cluster in which it lies, '' where that is not known.
target(reading, clusters, hub) := found if {
	server := trim_right(object.get(reading.spec, reading.words.server, ""), "/")
	_is_literal(server)
	names := {cluster.name | some cluster in clusters; trim_right(cluster.server, "/") == server}
	found := {
		"is_here": count({reading.words.here.server, hub} & (names | {server})) > 0,
		"is_registered": count(names) > 0,
		"names": names,
		"says": server,
		"path": _path(reading, reading.words.server),
	}
}

target(reading, clusters, hub) := found if {
	object.get(reading.spec, reading.words.server, "") == ""
	name := object.get(reading.spec, reading.words.name, "")
	_is_literal(name)
	found := {
		"is_here": name in {reading.words.here.name, hub},
		"is_registered": name in _names(clusters),
		"names": {name},
		"says": name,
		"path": _path(reading, reading.words.name),
	}
}

target(reading, _, _) := found if {
	object.get(reading.spec, reading.words.remote, null) == null
	path := _path(reading, reading.words.remote)
	says := concat(" ", ["no", path])
	found := {"is_here": true, "is_registered": false, "names": set(), "says": says, "path": path}
}

target(reading, clusters, hub) := found if {
	name := trim_suffix(object.get(reading.spec, reading.words.secret.at, ""), reading.words.secret.suffix)
	name in _names(clusters)
	path := _path(reading, reading.words.secret.at)
	found := {"is_here": name == hub, "is_registered": true, "names": {name}, "says": name, "path": path}
}

_names(clusters) := {cluster.name | some cluster in clusters}

_is_literal(value) if {
	value != ""
	not contains(value, "{{")
}

_path(reading, path) := concat(".", array.concat(reading.kind.spec, path))

# METADATA
# description: Directories and files of repositories that it reads, as {folder, path}; without those that are templated
folders(reading) := array.concat(_folders(reading), _value_files(reading)) if not has_too_many_folders(reading)

# METADATA
# description: True where there are too many directories and files to judge; a person writes a handful
has_too_many_folders(reading) if _number_of_folders(reading) > 250

_number_of_folders(reading) := count(sources(reading)) + sum([count(object.get(source.source, reading.words.value_files, [])) |
	some source in sources(reading)
])

_folders(reading) := [{"folder": folder, "path": concat(".", [source.path, reading.words.folder])} |
	some source in sources(reading)
	folder := source.source[reading.words.folder]
	_is_literal(folder)
]

_value_files(reading) := [{"folder": file, "path": path} |
	some source in sources(reading)
	some index, file in object.get(source.source, reading.words.value_files, [])
	_is_literal(file)
	path := paths.indexed(concat(".", array.concat([source.path], reading.words.value_files)), index)
]

# METADATA
# description: What of repositories it reads, as {source, path}
sources(reading) := array.concat(_single_sources(reading), _listed_sources(reading))

_single_sources(reading) := [{"source": source, "path": _path(reading, place)} |
	some place in reading.words.sources
	source := object.get(reading.spec, place, null)
	is_object(source)
]

_listed_sources(reading) := [{"source": source, "path": path} |
	some place in reading.words.source_lists
	some index, source in array.slice(object.get(reading.spec, place, []), 0, 251)
	path := paths.indexed(concat(".", array.concat(reading.kind.spec, place)), index)
]

# METADATA
# description: |
#   Words for the workloads that it is known to deploy: those that it reports, or fields that are filled for pods alone. What lies
#   where the system runs itself is none.
workloads(manifest, reading) := array.concat(_reported(manifest, reading), _implied(manifest, reading))

_reported(manifest, reading) := [concat("", [found.kind, " ", found.namespace, "/", found.name]) |
	some found in array.concat(_resources(manifest, reading), _inventory(manifest, reading))
	data.fleet.pod_templates.kinds[concat("/", [found.group, found.kind])]
	not _is_its_own(manifest, reading, found.namespace)
]

_resources(manifest, reading) := [found |
	some resource in object.get(manifest, reading.words.resources, [])
	found := object.union({"group": "", "namespace": ""}, object.filter(resource, ["group", "kind", "namespace", "name"]))
]

_inventory(manifest, reading) := [{"group": group, "kind": kind, "namespace": namespace, "name": name} |
	some entry in object.get(manifest, reading.words.inventory, [])
	[namespace, name, group, kind] := split(entry.id, "_")
]

_implied(manifest, reading) := [concat("", ["pods (", path, ")"]) |
	not _is_its_own(manifest, reading, object.get(reading.spec, reading.words.namespace, ""))
	some source in sources(reading)
	some place in reading.words.pods
	count(object.get(source.source, place, [])) > 0
	path := concat(".", array.concat([source.path], place))
]

_is_its_own(_, reading, namespace) if namespace in reading.words.machinery

_is_its_own(manifest, reading, namespace) if {
	reading.kind.beside
	manifest.metadata.namespace == namespace
}
