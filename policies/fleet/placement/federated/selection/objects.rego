package fleet.placement.federated.selection

import data.fleet.objects
import data.fleet.objects.values
import data.fleet.review.history

# METADATA
# description: |
#   The objects that a selector of the reviewed object matches, as elements of fleet.review.history:
#   [type, namespace, name, labels]. A selector by name ignores labels, and a selector with empty
#   labels matches all. An embedded placement has one more element, its identity.
objects_of(found) := _selected_objects(found) | {[objects.identity(manifest)] | some manifest in [found.by]}

_selected_objects(found) := {[found.type, namespace, name, labels] |
	some namespace in _namespaces_of(found)
	name := _or(object.get(_selector(found), "name", ""), history.any)
	labels := _labels(_selector(found))
}

_selector(found) := found.selector if is_object(found.selector)

_selector(found) := {} if not is_object(found.selector)

_labels(selector) := selector.labelSelector if {
	object.get(selector, "name", "") == ""
	values.has_content(selector.labelSelector)
} else := history.any

_namespaces_of(found) := found.namespaces if {
	count(found.namespaces) > 0
	found.type != "/Namespace"
} else := {_or(object.get(_selector(found), "namespace", ""), _or(_own_namespace(found), _unnamed_namespace(found)))}

_unnamed_namespace(found) := "" if {
	is_object(found.selector)
	not found.by
	_has_a_namespace
} else := history.any

_own_namespace(found) := object.get(object.get(found, "by", input.object), ["metadata", "namespace"], "")

# METADATA
# description: Workloads as such elements
workloads_as_objects(workloads) := {[workload.type, workload.namespace, workload.name, history.any] | some workload in workloads}

_or(text, _) := text if text != ""

_or("", other) := other
