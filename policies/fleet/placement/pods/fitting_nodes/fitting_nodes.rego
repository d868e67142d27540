# METADATA
# title: Fitting nodes
# description: |
#   The known nodes on which a pod can run, computed from taints, selectors and required affinity as
#   the scheduler does. There may be thousands of nodes. The nodes that meet a requirement are
#   looked up by label or by name, and no node is tried by itself.
package fleet.placement.pods.fitting_nodes

import data.fleet.known
import data.fleet.placement.pods.constraints
import data.fleet.placement.pods.node_requirements
import data.fleet.placement.pods.taints

# METADATA
# description: |
#   The known nodes on which a pod of this template can run, now or after a temporary condition of
#   theirs. Each is {provider, names}; nodes that the pod cannot tell apart are one entry. Undefined
#   for a template with too many terms to judge.
nodes(template) := [{"provider": group.provider, "names": group.names} |
	ids := _groups(template.spec) - taints.repelling(template.spec)
	some id, group in known.cluster.nodes
	ids[id]
] if {
	not constraints.too_many_terms(template.spec)
	not _tells_nodes_apart(template.spec)
}

nodes(template) := [{"provider": group.provider, "names": names} |
	fitting := _names(template.spec)
	repelling := taints.repelling(template.spec)
	some id, group in known.cluster.nodes
	not repelling[id]
	names := node_requirements.names_in[id] & fitting
	count(names) > 0
] if {
	not constraints.too_many_terms(template.spec)
	_tells_nodes_apart(template.spec)
}

# METADATA
# description: True if a node of the cluster is known to be virtual
has_virtual_nodes if {
	some group in known.cluster.nodes
	group.provider != ""
}

# METADATA
# description: |
#   True if some known virtual node has no taint that repels pods of this template. A template with
#   too many tolerations may tolerate anything
bears_virtual_nodes(template) if {
	not constraints.tolerations_of(template.spec)
	count(template.spec.tolerations) > 0
	has_virtual_nodes
}

bears_virtual_nodes(template) if {
	repelling := taints.repelling(template.spec)
	some id, group in known.cluster.nodes
	group.provider != ""
	not repelling[id]
}

# A pod fits the nodes that meet its node selector, its nodeName and one of the terms of its
# affinity.
_groups(spec) := node_requirements.groups(_selected(spec)) & _in_any([node_requirements.groups(term) | some term in _alternatives(spec)])

_names(spec) := node_requirements.names(_selected(spec)) & _in_any([node_requirements.names(term) | some term in _alternatives(spec)])

_in_any(sets) := sets[0] if count(sets) == 1

_in_any(sets) := {member | some members in sets; some member in members} if count(sets) != 1

_selected(spec) := array.concat(
	[{"key": key, "operator": "In", "values": [value]} | some key, value in spec.nodeSelector],
	[{"field": "metadata.name", "operator": "In", "values": [name]} | name := spec.nodeName; name != ""],
)

# A pod without an affinity fits any node. An empty term fits none.
_alternatives(spec) := [[]] if count(constraints.required_terms(spec)) == 0

_alternatives(spec) := [term | some term in _affinity(spec); count(term) > 0] if count(constraints.required_terms(spec)) > 0

_affinity(spec) := [array.concat(_expressions(term), _fields(term)) | some term in constraints.required_terms(spec)]

_expressions(term) := [expression | some expression in term.matchExpressions]

_fields(term) := [{"field": field.key, "operator": field.operator, "values": field.values} | some field in term.matchFields]

_tells_nodes_apart(spec) if {
	some requirement in array.concat(_selected(spec), [requirement | some term in _affinity(spec); some requirement in term])
	node_requirements.is_by_name(requirement)
}
