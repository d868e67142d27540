# METADATA
# title: Requirements on nodes
# description: |
#   The known nodes that meet the requirements of a pod on labels, {key, operator, values}, or on
#   the name, {field, operator, values}. Groups of nodes are named by their keys in
#   known.cluster.nodes.
package fleet.placement.pods.node_requirements

import data.fleet.known
import data.fleet.objects.selectors

# METADATA
# description: |
#   The groups of nodes that meet all of these requirements; none of the requirements is by name
groups(required) := _in_all([_groups(requirement) | some requirement in required], _all)

# METADATA
# description: The names of the nodes that meet all of these requirements
names(required) := _in_all([_names(requirement) | some requirement in required], _all_names)

# The builtins intersection and union take sets of sets, and OPA's Wasm sorts sets to compare them.
_in_all(sets, all) := all if count(sets) == 0

_in_all(sets, _) := sets[0] if count(sets) == 1

_in_all(sets, _) := {member |
	some member in sets[0]
	every others in sets {
		others[member]
	}
} if {
	count(sets) > 1
}

# METADATA
# description: True for a requirement that only some nodes of a group meet
is_by_name(requirement) if requirement.field

is_by_name(requirement) if requirement.key in data.fleet.catalogue.systems.kubernetes.node_names

# METADATA
# description: The names of the nodes of each group
names_in[id] := {name | some name in group.names} if some id, group in known.cluster.nodes

_all := {id | some id, _ in known.cluster.nodes}

_all_names := {name | some names in names_in; some name in names}

default _groups(_) := set()

_groups(requirement) := _with_value(requirement) if requirement.operator == "In"

_groups(requirement) := _all - _with_value(requirement) if requirement.operator == "NotIn"

_groups(requirement) := _labelled(requirement.key) if requirement.operator == "Exists"

_groups(requirement) := _all - _labelled(requirement.key) if requirement.operator == "DoesNotExist"

_groups(requirement) := {id |
	some value, ids in known.cluster.node_labels[requirement.key]
	selectors.holds(requirement, {requirement.key: value})
	some id in ids
} if {
	requirement.operator in {"Gt", "Lt"}
}

_with_value(requirement) := {id |
	some value in requirement.values
	some id in known.cluster.node_labels[requirement.key][value]
}

_labelled(key) := {id | some ids in known.cluster.node_labels[key]; some id in ids}

default _names(_) := set()

# A label that holds the name of its node is compared with the name. On all other nodes it is
# compared like any label.
_names(requirement) := _names_by(requirement, _all_names) if requirement.field == "metadata.name"

_names(requirement) := _names_by(requirement, _named[requirement.key].names) | _names_of(elsewhere) if {
	elsewhere := _groups(requirement) - _named[requirement.key].ids
}

_names(requirement) := _all_names - _names_of(_with_value(requirement)) if {
	_is_by_label(requirement)
	requirement.operator == "NotIn"
}

_names(requirement) := _names_of(_groups(requirement)) if {
	_is_by_label(requirement)
	requirement.operator != "NotIn"
}

_is_by_label(requirement) if {
	not requirement.field
	not _named[requirement.key]
}

_names_of(ids) := {name | some id in ids; some name in names_in[id]}

default _names_by(_, _) := set()

_names_by(requirement, names) := names & {value | some value in requirement.values} if requirement.operator == "In"

_names_by(requirement, names) := names - {value | some value in requirement.values} if requirement.operator == "NotIn"

_names_by(requirement, names) := names if requirement.operator == "Exists"

# Nodes with a label that holds their name, by that label.
_named[key] := {"ids": ids, "names": _names_of(ids)} if {
	some key in data.fleet.catalogue.systems.kubernetes.node_names
	ids := {id | some id, group in known.cluster.nodes; key in group.named_by}
	count(ids) > 0
}
