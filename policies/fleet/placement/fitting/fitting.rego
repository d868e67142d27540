# METADATA
# title: Fitting nodes
# description: On which of the known nodes a pod can land, of which there may be thousands.
package fleet.placement.fitting

import data.fleet.known
import data.fleet.placement

# METADATA
# description: |
#   The known nodes on which a pod of this template could run, now or after a passing condition of theirs. Each is {provider, names}:
#   nodes that the pod cannot tell apart are one.
nodes(template) := [alike |
	some alike in known.cluster.nodes
	placement.fits(template, alike)
] if {
	not _tells_nodes_apart(template.spec)
}

nodes(template) := [{"provider": alike.provider, "names": [name]} |
	some alike in known.cluster.nodes
	placement.bears_taints(template.spec, alike)
	some name in _possible(template.spec, alike)
	own := {key: name | some key in alike.named_by}
	placement.fits(template, {"name": name, "labels": object.union(alike.labels, own), "taints": []})
] if {
	_tells_nodes_apart(template.spec)
}

# The names that can fit at all: of thousands of nodes the pod of a DaemonSet asks for one.
_possible(spec, alike) := [name | some name in alike.names; name in asked] if {
	asked := _asked_names(spec, alike.named_by)
} else := alike.names

_asked_names(spec, named_by) := {spec.nodeName} if object.get(spec, "nodeName", "") != ""

else := names if {
	names := {name | some key in named_by; name := spec.nodeSelector[key]}
	count(names) > 0
}

else := {name | some requirement in requirements; some name in requirement.values} if {
	terms := placement.required_terms(spec)
	requirements := [_naming_requirement(term, named_by) | some term in terms]
	count(requirements) > 0
	count(requirements) == count(terms)
}

# The first part of a term that lists names. Nodes have no other field to match than their name.
_naming_requirement(term, named_by) := array.concat(
	[field | some field in term.matchFields; field.operator == "In"],
	[label | some label in term.matchExpressions; label.operator == "In"; label.key in named_by],
)[0]

_tells_nodes_apart(spec) if object.get(spec, "nodeName", "") != ""

_tells_nodes_apart(spec) if {
	some key in data.fleet.systems.kubernetes.node_names
	spec.nodeSelector[key]
}

_tells_nodes_apart(spec) if {
	some term in placement.required_terms(spec)
	term.matchFields
}

_tells_nodes_apart(spec) if {
	some term in placement.required_terms(spec)
	some expression in term.matchExpressions
	expression.key in data.fleet.systems.kubernetes.node_names
}
