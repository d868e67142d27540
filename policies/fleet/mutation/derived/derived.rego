# METADATA
# title: Derived ownership
# description: |
#   The annotations by which the webhook tells what it knows of an object: they are computed anew at each write, and nobody's word. Whoever
#   decides something asks fleet.ownership.
package fleet.mutation.derived

import data.fleet.known
import data.fleet.mutation.restored_owner
import data.fleet.objects
import data.fleet.objects.marks
import data.fleet.ownership
import data.fleet.review.built_in

# METADATA
# description: Annotations to set, by key; null takes one away
changes := {key: value |
	_is_described
	some name, target in _targets
	key := concat("/", ["kubectl-fleet.io", name])
	value := _value(target)
	value != object.get(input.object, ["metadata", "annotations", key], null)
}

_value("") := null

_value(target) := target if target != ""

# Nothing supports an empty value. An undefined one cannot be told, and the annotation stays as it is.
_targets["owned-by"] := _owner

_targets["fleet"] := known.cluster.fleet

_targets["cluster"] := known.cluster.name

_targets["managed-by"] := _manager

_owner := restored_owner.owner

_owner := ownership.owner if not restored_owner.owner

default _manager := ""

_manager := replace(marks.managers(input.object)[0].system, "_", "-")

_is_described if {
	input.operation in {"CREATE", "UPDATE"}
	input.subResource == ""
	is_object(input.object.metadata)
	not input.object.metadata.deletionTimestamp
	not objects.type_of(input.object) in data.fleet.ownership.never_annotated
	not ownership.is_made_by_controller(_before)
	not built_in.is_own_write(input)
	not known.is_federation_control_plane
}

# The object as it was before the request: a controller that adopts or leaves an object changes nothing about whether it is described.
_before := input.oldObject if input.operation == "UPDATE"

_before := input.object if input.operation == "CREATE"
