package fleet.placement_test

import data.fleet.placement

test_required_terms if {
	term := {"matchExpressions": [{"key": "zone", "operator": "Exists"}]}
	placement.required_terms({"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
		"nodeSelectorTerms": [term],
	}}}}) == [term]
	placement.required_terms({}) == []
}

_with_terms(terms) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}

test_terms_that_are_too_many_are_counted_and_left_out if {
	expression := {"key": "zone", "operator": "Exists"}
	one_each := [{"matchExpressions": [expression]} | some _ in numbers.range(1, 101)]
	in_one := [{"matchExpressions": [expression | some _ in numbers.range(1, 60)], "matchFields": [expression | some _ in numbers.range(1, 41)]}]
	every terms in [one_each, in_one] {
		placement.too_many_terms(_with_terms(terms)) == 101
		placement.required_terms(_with_terms(terms)) == []
	}
	hundred := array.slice(one_each, 0, 100)
	placement.required_terms(_with_terms(hundred)) == hundred
	placement.too_many_terms({"tolerations": [{"operator": "Exists"} | some _ in numbers.range(1, 501)]}) == 501
	not placement.too_many_terms({"tolerations": [{"operator": "Exists"} | some _ in numbers.range(1, 500)]})
}
