package fleet.placement_test

import data.fleet.placement

test_required_terms if {
	term := {"matchExpressions": [{"key": "zone", "operator": "Exists"}]}
	placement.required_terms({"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
		"nodeSelectorTerms": [term],
	}}}}) == [term]
	placement.required_terms({}) == []
}
