# METADATA
# title: Content
# description: |
#   The directories and files that an object of a GitOps system reads, and the workloads that it
#   deploys.
package fleet.gitops.content

import data.fleet.gitops.destinations
import data.fleet.objects.paths

# METADATA
# description: |
#   Directories and files of repositories that it reads, as {folder, path}; templated ones are left
#   out
folders(reading) := array.concat(_folders(reading), _value_files(reading)) if not has_too_many_folders(reading)

# METADATA
# description: |
#   True where there are too many directories and files to judge; a person writes a handful
has_too_many_folders(reading) if _number_of_folders(reading) > 250

_number_of_folders(reading) := count(sources(reading)) + sum([count(object.get(source.source, reading.words.value_files, [])) |
	some source in sources(reading)
])

_folders(reading) := [{"folder": folder, "path": concat(".", [source.path, reading.words.folder])} |
	some source in sources(reading)
	folder := source.source[reading.words.folder]
	destinations.is_literal(folder)
]

_value_files(reading) := [{"folder": file, "path": path} |
	some source in sources(reading)
	some index, file in object.get(source.source, reading.words.value_files, [])
	destinations.is_literal(file)
	path := paths.indexed(concat(".", array.concat([source.path], reading.words.value_files)), index)
]

# METADATA
# description: The sources that it reads, as {source, path}
sources(reading) := array.concat(_single_sources(reading), _listed_sources(reading))

_single_sources(reading) := [{"source": source, "path": destinations.path(reading, place)} |
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
#   The workloads that it is known to deploy, in words: those that it reports, and fields that are
#   used for pods alone. Objects in the namespace of the system itself do not count.
workloads(manifest, reading) := array.concat(_reported(manifest, reading), _implied(manifest, reading))

_reported(manifest, reading) := [concat("", [found.kind, " ", found.namespace, "/", found.name]) |
	some found in array.concat(_resources(manifest, reading), _inventory(manifest, reading))
	data.fleet.catalogue.pod_templates.kinds[concat("/", [found.group, found.kind])]
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
