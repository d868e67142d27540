# METADATA
# title: Known
# description: |
#   What is known beside the review. The engine puts it beside the data, where it is parsed once and not with every object;
#   a test gives it in its input.
package fleet.known

# METADATA
# description: The facts of the cluster for which an object is judged, arranged
default cluster := {}

cluster := object.union(object.remove(input.cluster, ["nodes", "claims"]), arranged)

cluster := data.cluster if not input.cluster

# METADATA
# description: |
#   Of the facts in the input what is looked up among thousands, arranged for that: `nodes` that no pod can tell apart but by name as one,
#   {labels, named_by, taints, provider, names}, where `named_by` are labels that hold the name, and the access modes of `claims` by
#   namespace and name. The engine puts it beside the data.
arranged := {"nodes": _alike_nodes, "claims": _claims}

_alike_nodes := [object.union(likeness, {"names": sort(names)}) | some likeness, names in _names_of_alike]

_names_of_alike[likeness] contains node.name if {
	some node in input.cluster.nodes
	named_by := [key | some key in data.fleet.systems.kubernetes.node_names; node.labels[key] == node.name]
	likeness := {
		"labels": object.remove(node.labels, named_by),
		"named_by": named_by,
		"taints": node.taints,
		"provider": node.provider,
	}
}

_claims[claim.namespace][claim.name] := claim.accessModes if some claim in input.cluster.claims

# METADATA
# description: How a person names a workload of the facts, e.g. Deployment prod/web
title(workload) := concat("", [split(workload.type, "/")[1], " ", workload.namespace, "/", workload.name])

# METADATA
# description: |
#   True on the API server of a federation, which copies its templates to other clusters, annotations and all: there, this
#   cluster's name would be a lie
is_federation_control_plane if {
	some role in cluster.roles
	role.role == "control-plane"
	data.fleet.systems[role.system].category == "federation"
}

# METADATA
# description: The FleetExemptions there
default exemptions := []

exemptions := input.exemptions

exemptions := data.exemptions if not input.exemptions
