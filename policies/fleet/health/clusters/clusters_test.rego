package fleet.health.clusters_test

import data.fleet.health.clusters

_found(some_clusters) := all if all := [[problem.cluster, problem.severity, problem.message, concat(" ", problem.more)] |
	some problem in clusters.problems
] with input as {"clusters": some_clusters}

test_clusters_that_do_not_answer if {
	_found([
		{"name": "a", "failure": {"reason": "Timeout", "message": "no answer within 1.5s"}, "unread": []},
		{"name": "b", "failure": {"reason": "Unreachable", "message": "connection refused", "nextStep": "start it"}, "unread": []},
	]) == [
		["a", "critical", "no answer yet: no answer within 1.5s", "status --timeout 30s"],
		["b", "critical", "does not answer: connection refused", "clusters -o wide"],
	]
}

test_cluster_far_behind if {
	_found([
		{"name": "a", "version": "v1.37.2", "unread": []},
		{"name": "b", "version": "v1.35.9", "unread": []},
		{"name": "c", "version": "v1.34.1", "unread": []},
	]) == [["c", "warning", "v1.34.1 is 3 minor versions behind the newest cluster", "clusters"]]
}

test_unknown_is_not_fine if {
	_found([{"name": "a", "unread": [
		{"list": "nodes", "reason": "Forbidden", "message": "x"},
		{"list": "pods", "reason": "Forbidden", "message": "x"},
		{"list": "jobs.batch", "reason": "InternalError", "message": "server error 500"},
	]}]) == [
		["a", "info", "cannot tell (needs list nodes, pods)", "clusters -o wide"],
		["a", "info", "cannot tell about jobs.batch: server error 500", "clusters -o wide"],
	]
}
