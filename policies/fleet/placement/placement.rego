# METADATA
# title: Placement
# description: Where a workload says how its pods are and to which nodes they go.
package fleet.placement

# METADATA
# description: Terms of the required node affinity; any one of them suffices
required_terms(spec) := object.get(
	spec,
	["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"],
	[],
)
