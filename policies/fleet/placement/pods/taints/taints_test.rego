package fleet.placement.pods.taints_test

import data.fleet.placement.pods.taints

_taint := {"key": "team", "value": "ml", "effect": "NoSchedule"}

_repels(taint, spec) if {
	taints.repelling(spec) == {"a"} with input.cluster as {"nodes": [{"name": "a", "labels": {}, "provider": "", "taints": [taint]}]}
}

test_taint_keeps_away_what_does_not_tolerate_it if {
	_repels(_taint, {})
	_repels({"key": "team", "effect": "NoExecute"}, {"tolerations": [{"key": "team", "value": "ml"}]})
}

test_tolerations_that_match if {
	every toleration in [
		{"operator": "Exists"},
		{"key": "", "operator": "Exists", "effect": "NoSchedule"},
		{"key": "team", "operator": "Exists"},
		{"key": "team", "operator": "Exists", "effect": "NoSchedule"},
		{"key": "team", "value": "ml"},
		{"key": "team", "operator": "", "value": "ml", "effect": ""},
		{"key": "team", "operator": "Equal", "value": "ml", "effect": "NoSchedule"},
	] {
		not _repels(_taint, {"tolerations": [toleration]})
	}
	not _repels({"key": "team", "effect": "NoExecute"}, {"tolerations": [{"key": "team"}]})
}

test_tolerations_that_do_not_match if {
	every toleration in [
		{"key": "team", "value": "web"},
		{"key": "team"},
		{"key": "other", "value": "ml"},
		{"key": "team", "operator": "Lt", "value": "ml"},
		{"key": "other", "operator": "Exists"},
		{"operator": "Exists", "effect": "NoExecute"},
		{"key": "", "operator": "Equal"},
	] {
		_repels(_taint, {"tolerations": [toleration]})
	}
}

test_one_of_many_tolerations_suffices if {
	not _repels(_taint, {"tolerations": [{"key": "other", "operator": "Exists"}, {"key": "team", "operator": "Exists"}]})
}

test_taints_that_keep_nothing_away_for_good if {
	every taint in [
		{"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"},
		{"key": "team", "effect": "PreferNoSchedule"},
	] {
		not _repels(taint, {})
	}
}
