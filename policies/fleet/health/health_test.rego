package fleet.health_test

import data.fleet.health

test_all_lists_are_judged if {
	found := health.problems with input as {
		"now": "2026-12-01T12:00:00Z",
		"claims": [{
			"kind": "PersistentVolumeClaim", "metadata": {"name": "a", "namespace": "b"},
			"status": {"phase": "Lost"},
		}],
		"credentials": [{"context": "eu-1", "credential": "token", "end": "2026-12-01T11:00:00Z"}],
	}
	[problem.kind | some problem in found] == ["PersistentVolumeClaim", "Cluster"]
}
