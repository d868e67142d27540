# METADATA
# title: Ownership
# description: The team that owns an object, as people and systems say it.
package fleet.ownership

import data.fleet.known
import data.fleet.objects.paths

# METADATA
# description: Keys of labels or annotations that name an owner, first one first
owner_keys := array.concat(data.fleet.ownership.default_owner_keys, object.get(input, ["settings", "ownerKeys"], []))

# METADATA
# description: The owner that a manifest names itself; undefined where it names none
of_manifest(manifest) := _said(manifest)[0].name

# METADATA
# description: |
#   The owner that is said of a manifest, by itself or by its namespace; undefined where neither
#   names one
said_of(manifest) := name if {
	name := of_manifest(manifest)
} else := of_manifest(input.namespaceObject)

# METADATA
# description: Path at which a manifest names its owner, as a person writes it
path(manifest) := paths.keyed(concat(".", ["metadata", said.place]), said.key) if said := _said(manifest)[0]

# A label comes before the annotation of the same key: it survives a rollout undo, which brings old
# annotations back.
_said(manifest) := [{"name": name, "place": place, "key": key} |
	some key in owner_keys
	some place in ["labels", "annotations"]
	name := manifest.metadata[place][key]
	is_string(name)
	name != ""
]

# METADATA
# description: |
#   The owner that a manifest names, else its namespace's, else the cluster's. Empty if it is known
#   that none of them names one. Undefined if a namespace or cluster that was not shown may name
#   one.
resolved(manifest) := of_manifest(manifest)

resolved(manifest) := inherited if not of_manifest(manifest)

# METADATA
# description: The owner of the reviewed object, in the form of `resolved`
owner := resolved(input.object)

# METADATA
# description: The owner of an object that names none, in the form of `resolved`
inherited := name if {
	name := of_manifest(input.namespaceObject)
} else := known.cluster.owner if {
	not _namespace_may_say
}

_namespace_may_say if {
	object.get(input.object, ["metadata", "namespace"], "") != ""
	input.namespaceObject == null
}

# METADATA
# description: |
#   True for an object that a controller made from another one, e.g. a Pod of a ReplicaSet
is_made_by_controller(manifest) if {
	some reference in manifest.metadata.ownerReferences
	reference.controller
}
