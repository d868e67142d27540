# METADATA
# title: Sources
# description: |
#   From which folders of which repositories an object of a GitOps system deploys, and what is made
#   of the files there.
package fleet.gitops.sources

import data.fleet.gitops.content
import data.fleet.gitops.destinations
import data.fleet.gitops.sources.charts
import data.fleet.gitops.sources.obstacles
import data.fleet.objects

# METADATA
# description: |
#   Folders that the object deploys. `repository` is an address or ''; then `reference` is the name
#   of the object that has it. `elsewhere` is the reason why nobody knows whether the folder is one
#   of a repository of git, or ''. `moves` says that every object goes to the namespace, and not
#   only those that name none. `helm` is what helm is told where the folder is a chart.
folders(manifest) := [folder |
	some found in _found(manifest)
	not obstacles.reason(found)
	folder := {
		"path": found.path,
		"repository": object.get(found.source, object.get(found.rendering, "repository", ["-"]), ""),
		"reference": _reference(manifest, found.reference),
		"elsewhere": obstacles.elsewhere(found),
		"namespace": _namespace(found),
		"moves": object.get(found.rendering, "moves", false),
		"kustomize": object.get(found.rendering, "kustomize", false),
		"isChart": object.get(found.rendering, "is_chart", false),
		"recurse": _field(found, "recurse", false),
		"include": _field(found, "include", ""),
		"exclude": _field(found, "exclude", ""),
		"others": object.get(found.rendering, "others", []),
		"helm": charts.options(found),
	}
]

# METADATA
# description: Reasons why nobody can tell from the object and the files what it deploys
not_followed(manifest) := sort({reason | some found in _found(manifest); reason := obstacles.reason(found)}) if {
	not obstacles.of_all(manifest)
} else := [obstacles.of_all(manifest)]

# Each source that names something to deploy, with the words for reading it.
_found(manifest) := [found |
	not obstacles.of_all(manifest)
	rendering := _rendering(manifest)
	reading := destinations.reading(manifest)
	some one in content.sources(reading)
	not _repeats(rendering, one.source)
	found := {
		"manifest": manifest, "rendering": rendering, "reading": reading, "source": one.source,
		"path": _path(rendering, one.source),
		"reference": _referred(rendering, one.source),
	}
]

_rendering(manifest) := obstacles.rendering(manifest)

_repeats(rendering, source) if object.get(source, object.get(rendering, "repeats", ["-"]), "") != ""

# A source that names neither a folder nor a chart deploys nothing.
_path(rendering, source) := path if {
	path := object.get(source, rendering.folder, "")
	path != ""
} else := chart if {
	chart := object.get(source, rendering.chart, "")
	chart != ""
} else := rendering.root

_referred(rendering, source) := references[0] if {
	references := [reference |
		some way in object.get(rendering, "references", [])
		reference := object.get(source, way, {})
		reference != {}
	]
} else := {}

_reference(manifest, reference) := _name(reference.kind, namespace, reference.name) if {
	namespace := object.get(reference, "namespace", object.get(manifest.metadata, "namespace", ""))
} else := ""

_name(kind, namespace, name) := concat("/", [kind, namespace, name])

_namespace(found) := namespace if {
	namespace := object.get(found.reading.spec, found.reading.words.namespace, "")
	not namespace in {"", null}
	not obstacles.is_templated(namespace)
} else := object.get(found.manifest, ["metadata", "namespace"], "") if {
	found.rendering.own_namespace
} else := ""

# A word for which the data names no field has its default.
_field(found, name, otherwise) := object.get(found.source, object.get(found.rendering, name, ["-"]), otherwise)

# METADATA
# description: |
#   The repository that the object stands for, as {name, address}; null where it stands for none
repository(manifest) := {"name": name, "address": address} if {
	some system in data.fleet.catalogue.systems
	some rendering in system.rendering
	way := rendering.repositories[objects.type_of(manifest)]
	address := object.get(manifest, way, "")
	name := _name(manifest.kind, object.get(manifest.metadata, "namespace", ""), manifest.metadata.name)
} else := null
