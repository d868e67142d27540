# METADATA
# title: Virtual nodes
# description: Tells virtual nodes from machines, and finds the labels of virtual nodes.
package fleet.virtual_nodes.nodes

import data.fleet.catalogue.index
import data.fleet.virtual_nodes.marks

# METADATA
# description: |
#   Name of the system behind a virtual node; undefined for a machine. A provider's own marks win
#   over those that all share
provider(node) := name if {
	providers := _providers(node)
	name := min(_or(providers - {"virtual_kubelet"}, providers))
}

_or(names, _) := names if count(names) > 0

_or(names, others) := others if count(names) == 0

_providers(node) := {name |
	some name in _marked(node)
	_is_node_of(data.fleet.catalogue.systems[name], node)
}

_marked(node) := {name |
	some key, _ in node.metadata.labels
	some name in index.systems.nodes[key]
} | {name |
	some taint in node.spec.taints
	some name in index.systems.nodes[taint.key]
}

_is_node_of(system, node) if {
	some label in system.nodes.labels
	node.metadata.labels[label.key] == label.value
}

_is_node_of(system, node) if {
	some mark in system.nodes.taints
	some taint in node.spec.taints
	taint.key == mark.key
	marks.matches(mark, object.get(taint, "value", ""))
}

# METADATA
# description: |
#   Labels of the virtual nodes of a system, as {key, value}; the first is the most specific. The
#   nodes also have the labels that all providers share.
labels(system) := [label | some name in [system, "virtual_kubelet"]; some label in data.fleet.catalogue.systems[name].nodes.labels]
