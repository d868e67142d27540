# METADATA
# title: Scheduling constraints
# description: |
#   The fields of a pod spec that limit the nodes of its pods: required node affinity and
#   tolerations.
package fleet.placement.pods.constraints

# METADATA
# description: |
#   Terms of the required node affinity; any one of them suffices. Empty if a pod has too many
#   terms, so that no rule goes through thousands of them
required_terms(spec) := terms if {
	terms := _all_terms(spec)
	_number_of_expressions(terms) <= _most_expressions
	count(object.get(spec, "tolerations", [])) <= _most_tolerations
} else := []

# METADATA
# description: Tolerations of a pod; none where there are too many
tolerations_of(spec) := spec.tolerations if count(spec.tolerations) <= _most_tolerations

# METADATA
# description: |
#   The number of terms or tolerations of a pod, if it has too many to judge: more than 25
#   expressions in its affinity, or more than 500 tolerations. A person writes a handful
too_many_terms(spec) := number if {
	number := _number_of_expressions(_all_terms(spec))
	number > _most_expressions
} else := number if {
	number := count(spec.tolerations)
	number > _most_tolerations
}

# METADATA
# description: The keys of labels and taints in the first 1,000 terms and tolerations of a pod
keys(spec) := {expression.key |
	some term in array.slice(_all_terms(spec), 0, 1000)
	some expression in array.slice(object.get(term, "matchExpressions", []), 0, 1000)
} | {toleration.key | some toleration in array.slice(object.get(spec, "tolerations", []), 0, 1000)}

# METADATA
# description: |
#   The word for the field with too many entries: terms or tolerations
too_many_of(spec) := "terms" if _number_of_expressions(_all_terms(spec)) > _most_expressions

else := "tolerations"

_most_expressions := 25

_most_tolerations := 500

_number_of_expressions(terms) := count(terms) if count(terms) > _most_expressions

_number_of_expressions(terms) := sum([count(object.get(term, field, [])) |
	some term in terms
	some field in ["matchExpressions", "matchFields"]
]) if {
	count(terms) <= _most_expressions
}

_all_terms(spec) := object.get(
	spec,
	["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"],
	[],
)
