# METADATA
# title: Ownership
# description: Who answers for an object, and which annotations say so.
package fleet.ownership

import data.fleet.built_in
import data.fleet.known
import data.fleet.marks
import data.fleet.objects

# METADATA
# description: |
#   Annotations to add: metadata only, never one that is there already, nothing on what a controller made (its owner is
#   found through the owner chain) and nothing where it would be written back for ever.
default annotations := {}

annotations := {key: value |
	some name, value in _wanted
	key := concat("/", ["kubectl-fleet.io", name])
	value != ""
	not objects.mark_value(input.object, key)
} if {
	_is_annotated
}

_is_annotated if {
	input.operation in {"CREATE", "UPDATE"}
	input.subResource == ""
	is_object(input.object.metadata)
	not input.object.metadata.deletionTimestamp
	not objects.type_of(input.object) in data.fleet.ownership.never_annotated
	not is_made_by_controller(input.object)
	not built_in.is_own_write(input)
	not is_federation_control_plane
}

# METADATA
# description: True for what a controller made of another object, e.g. a Pod of a ReplicaSet
is_made_by_controller(manifest) if {
	some reference in manifest.metadata.ownerReferences
	reference.controller
}

_wanted["fleet"] := object.get(known.cluster, "fleet", "")

_wanted["owner"] := owner

_wanted["cluster"] := object.get(known.cluster, "name", "")

_wanted["managed-by"] := _manager

# METADATA
# description: |
#   True on the API server of a federation, which copies its templates to other clusters, annotations and all: there, this
#   cluster's name would be a lie
is_federation_control_plane if {
	some role in known.cluster.roles
	role.role == "control-plane"
	data.fleet.systems[role.system].category == "federation"
}

# METADATA
# description: The object's own owner, else its namespace's, else the cluster's; undefined when none of them names one
owner := name if {
	name := of_manifest(input.object)
} else := name if {
	name := of_manifest(input.namespaceObject)
} else := name if {
	not _namespace_may_say
	name := known.cluster.owner
	name != ""
}

# What is added is never changed again, so the cluster does not answer in the place of a namespace that was not shown.
_namespace_may_say if {
	object.get(input.object, ["metadata", "namespace"], "") != ""
	input.namespaceObject == null
}

# METADATA
# description: Labels or annotations that name an owner, first one first
owner_keys := array.concat(data.fleet.ownership.default_owner_keys, object.get(input, ["settings", "ownerKeys"], []))

# METADATA
# description: The owner that a manifest names itself
of_manifest(manifest) := names[0] if {
	names := [name | some key in owner_keys; name := objects.mark_value(manifest, key); name != ""]
}

# METADATA
# description: True when a namespace or cluster that was not shown may name an owner
could_be_inherited if not "owner" in object.keys(known.cluster)

could_be_inherited if _namespace_may_say

# Without a mark the client's name for itself is what is known of the one who manages the object.
_manager := _id(found.system) if {
	found := marks.managers(input.object)[0]
} else := _id(name) if {
	name := marks.tools(input.fieldManager)[0]
} else := "controller" if {
	startswith(input.userInfo.username, "system:serviceaccount:")
} else := "client"

_id(system) := replace(system, "_", "-")
