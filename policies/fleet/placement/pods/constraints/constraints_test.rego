package fleet.placement.pods.constraints_test

import data.fleet.placement.pods.constraints

test_required_terms if {
	term := {"matchExpressions": [{"key": "zone", "operator": "Exists"}]}
	constraints.required_terms({"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
		"nodeSelectorTerms": [term],
	}}}}) == [term]
	constraints.required_terms({}) == []
}

_with_terms(terms) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}

test_terms_that_are_too_many_are_counted_and_left_out if {
	expression := {"key": "zone", "operator": "Exists"}
	one_each := [{"matchExpressions": [expression]} | some _ in numbers.range(1, 26)]
	in_one := [{"matchExpressions": [expression | some _ in numbers.range(1, 15)], "matchFields": [expression | some _ in numbers.range(1, 11)]}]
	every terms in [one_each, in_one] {
		constraints.too_many_terms(_with_terms(terms)) == 26
		constraints.required_terms(_with_terms(terms)) == []
	}
	allowed := array.slice(one_each, 0, 25)
	constraints.required_terms(_with_terms(allowed)) == allowed
	tolerations := [{"operator": "Exists"} | some _ in numbers.range(1, 501)]
	constraints.too_many_terms({"tolerations": tolerations}) == 501
	constraints.too_many_of({"tolerations": tolerations}) == "tolerations"
	constraints.too_many_of(_with_terms(one_each)) == "terms"
	not constraints.tolerations_of({"tolerations": tolerations})
	five_hundred := array.slice(tolerations, 0, 500)
	not constraints.too_many_terms({"tolerations": five_hundred})
	constraints.tolerations_of({"tolerations": five_hundred}) == five_hundred
	constraints.required_terms(object.union(_with_terms(allowed), {"tolerations": tolerations})) == []
	constraints.required_terms(object.union(_with_terms(allowed), {"tolerations": five_hundred})) == allowed
}
