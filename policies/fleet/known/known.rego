# METADATA
# title: Known
# description: |
#   The facts and exemptions beside the review. The engine puts them beside the data, where they are
#   parsed once. A test puts them into its input.
package fleet.known

# METADATA
# description: The facts of the cluster for which an object is judged, in the form of `lookup`
default cluster := {}

cluster := object.union(object.remove(input.cluster, ["nodes", "claims"]), lookup)

cluster := data.cluster if not input.cluster

# METADATA
# description: |
#   The facts of the input that may have thousands of entries, in a form for lookups. The engine
#   puts them beside the data.
#   nodes        groups of nodes that differ only in their names: {labels, named_by, taints,
#                provider, names}; `named_by` are the labels that hold the name. The key of a group
#                is its first name, because OPA's Wasm is slow at looking up numbers
#   node_labels  the keys of `nodes` by label and value
#   node_taints  each taint with the keys of `nodes`, {key, value, effect, nodes}
#   claims       the access modes of claims by namespace and name. A repository with a folder for
#                each environment can have several claims of one name; their modes are united
lookup := {"nodes": _node_groups, "node_labels": _node_labels, "node_taints": _node_taints, "claims": _claims}

_node_groups[min(names)] := object.union(likeness, {"names": names}) if some likeness, names in _names_by_likeness

_names_by_likeness[likeness] contains node.name if {
	some nodes in _nodes_by_name
	node := min(nodes)
	named_by := [key | some key in data.fleet.catalogue.systems.kubernetes.node_names; node.labels[key] == node.name]
	likeness := {
		"labels": object.remove(node.labels, named_by),
		"named_by": named_by,
		"taints": node.taints,
		"provider": node.provider,
	}
}

# A file of facts may name a node twice.
_nodes_by_name[node.name] contains node if some node in input.cluster.nodes

_node_labels[key][value] contains id if {
	some id, group in _node_groups
	some key, value in group.labels
}

_node_taints := [object.union(taint, {"nodes": ids}) | some taint, ids in _groups_by_taint]

_groups_by_taint[taint] contains id if {
	some id, group in _node_groups
	some taint in group.taints
}

_claims[namespace][name] := {mode | some modes in lists; some mode in modes} if some [namespace, name], lists in _modes_of

_modes_of[[claim.namespace, claim.name]] contains claim.accessModes if some claim in input.cluster.claims

# METADATA
# description: |
#   True on the API server of a federation, which copies its templates to other clusters,
#   annotations and all: there, this cluster's name would be a lie
is_federation_control_plane if {
	some role in cluster.roles
	role.role == "control-plane"
	data.fleet.catalogue.systems[role.system].category == "federation"
}

# METADATA
# description: The FleetExemptions there
default exemptions := []

exemptions := input.exemptions

exemptions := data.exemptions if not input.exemptions
