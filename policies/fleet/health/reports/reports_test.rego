package fleet.health.reports_test

import data.fleet.health.reports

_found(results) := all if all := [[problem.severity, problem.name, problem.message] | some problem in reports.problems] with input as {"reports": [{
	"kind": "PolicyReport",
	"metadata": {"name": "a", "namespace": "shop"},
	"results": results,
}]}

test_findings if {
	_found([
		{"result": "fail", "severity": "high", "policy": "no-latest", "rule": "tag"},
		{"result": "warn", "policy": "no-latest"},
		{"result": "error", "severity": "strange", "policy": "no-latest", "rule": ""},
	]) == [
		["warning", "no-latest/tag", "fails (severity high)"],
		["info", "no-latest", "warns (severity info)"],
		["info", "no-latest", "cannot be judged (severity strange)"],
	]
}

test_what_passes_is_no_finding if count(_found([{"result": "pass", "policy": "a"}, {"result": "skip", "policy": "a"}])) == 0

test_command if {
	[["get", "policyreports.wgpolicyk8s.io", "-A"]] == [problem.more | some problem in reports.problems] with input as {"reports": [{
		"kind": "PolicyReport",
		"metadata": {"name": "a"}, "results": [{"result": "fail", "policy": "a"}],
	}]}
}
