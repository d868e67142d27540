# METADATA
# title: Offloading
# description: Finds objects that offload the pods of a namespace to virtual nodes.
package fleet.virtual_nodes.offloading

import data.fleet.catalogue.index
import data.fleet.objects
import data.fleet.objects.paths
import data.fleet.virtual_nodes.marks

# METADATA
# description: The entries of `of` for the reviewed object, computed once for all rules
reviewed := of(input.object)

# METADATA
# description: |
#   How a manifest that makes no pods offloads those of its namespace to virtual nodes, one entry
#   for each system: {system, path, namespace, says, forced}. `forced` is true if the pods can run
#   nowhere else.
of(manifest) := array.concat(_by_kind(manifest), _by_own_label(manifest))

_by_kind(manifest) := [offload |
	group := objects.group(manifest.apiVersion)
	some name in index.systems.offloading[group]
	system := data.fleet.catalogue.systems[name]
	some mark in system.intents.kinds
	mark.kind == manifest.kind
	mark.group == group
	every exception in object.get(mark, "none", []) {
		object.get(manifest, exception.path, "") != exception.value
	}
	offload := {
		"system": name,
		"path": "metadata.namespace",
		"namespace": object.get(manifest, ["metadata", "namespace"], ""),
		"says": concat(" ", ["hands the pods of its namespace to", system.title]),
		"forced": object.get(manifest, mark.forced.path, "") == mark.forced.value,
	}
]

_by_own_label(manifest) := [offload |
	objects.type_of(manifest) == "/Namespace"
	some found in of_namespace(manifest)
	offload := {
		"system": found.system,
		"path": paths.keyed("metadata.labels", found.label),
		"namespace": manifest.metadata.name,
		"says": concat("", ["lets its pods run on virtual nodes of ", found.title, " (label ", found.label, ")"]),
		"forced": false,
	}
]

# METADATA
# description: |
#   Labels by which a namespace lets its pods run on virtual nodes; each is {system, title, label}
of_namespace(namespace) := [{"system": name, "title": system.title, "label": mark.key} |
	some name in {name | some key, _ in namespace.metadata.labels; some name in index.systems.namespaces[key]}
	system := data.fleet.catalogue.systems[name]
	some mark in system.intents.namespace_labels
	marks.matches(mark, namespace.metadata.labels[mark.key])
]
