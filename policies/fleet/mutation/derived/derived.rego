# METADATA
# title: Derived ownership
# description: |
#   The annotations by which the webhook tells what it knows about an object. It computes them at
#   each write, so they are no statement of anybody. Rules that decide use fleet.ownership.
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

# An empty value removes the annotation. An undefined value is unknown, and the annotation stays as
# it is.
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

# The object before the request. A controller that adopts or releases an object does not change
# whether the object is annotated.
_before := input.oldObject if input.operation == "UPDATE"

_before := input.object if input.operation == "CREATE"
