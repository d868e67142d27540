# METADATA
# title: Placement
# description: Where a workload says how its pods are and to which nodes they go.
package fleet.placement

# METADATA
# description: |
#   Terms of the required node affinity; any one of them suffices. None where a pod asks for nodes in too many terms, so that no rule goes
#   through thousands of them
required_terms(spec) := [] if too_many_terms(spec)

required_terms(spec) := _all_terms(spec) if not too_many_terms(spec)

# METADATA
# description: |
#   The number of terms by which a pod asks for nodes, where it is too large to judge: more than 100 expressions of its affinity, or more than
#   500 tolerations. A person writes a handful
too_many_terms(spec) := number if {
	number := _number_of_expressions(spec)
	number > 100
} else := number if {
	number := count(spec.tolerations)
	number > 500
}

_number_of_expressions(spec) := count(_all_terms(spec)) if count(_all_terms(spec)) > 100

_number_of_expressions(spec) := sum([count(object.get(term, field, [])) |
	some term in _all_terms(spec)
	some field in ["matchExpressions", "matchFields"]
]) if {
	count(_all_terms(spec)) <= 100
}

_all_terms(spec) := object.get(
	spec,
	["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"],
	[],
)
