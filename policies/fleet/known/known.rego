# METADATA
# title: Known
# description: |
#   What is known beside the review. The engine puts it beside the data, where it is parsed once and not with every object;
#   a test gives it in its input.
package fleet.known

# METADATA
# description: The facts of the cluster for which an object is judged
default cluster := {}

cluster := input.cluster

cluster := data.cluster if not input.cluster

# METADATA
# description: How a person names a workload of the facts, e.g. Deployment prod/web
title(workload) := concat("", [split(workload.type, "/")[1], " ", workload.namespace, "/", workload.name])

# METADATA
# description: The FleetExemptions there
default exemptions := []

exemptions := input.exemptions

exemptions := data.exemptions if not input.exemptions

# METADATA
# description: |
#   What rules look up among thousands of facts, arranged for that: `nodes` that no pod can tell apart but by name as one,
#   {labels, taints, provider, names}, and the access modes of `claims` by namespace and name. The engine puts it beside the data too.
arranged := {"nodes": _alike_nodes, "claims": _claims} if input.cluster

arranged := data.arranged if not input.cluster

_alike_nodes := [object.union(likeness, {"names": sort(names)}) | some likeness, names in _names_of_alike]

_names_of_alike[likeness] contains node.name if {
	some node in cluster.nodes
	likeness := {
		"labels": object.remove(node.labels, data.fleet.systems.kubernetes.node_names),
		"taints": node.taints,
		"provider": node.provider,
	}
}

_claims[claim.namespace][claim.name] := claim.accessModes if some claim in cluster.claims
