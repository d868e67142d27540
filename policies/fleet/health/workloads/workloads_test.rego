package fleet.health.workloads_test

import data.fleet.health.workloads

_now := "2026-12-01T12:00:00Z"

_old := "2026-11-01T12:00:00Z"

_workload(kind, spec, status) := {
	"kind": kind,
	"metadata": {"name": "cart", "namespace": "shop", "creationTimestamp": _old},
	"spec": spec,
	"status": status,
}

_found(workload) := all if all := [[problem.severity, problem.message, problem.since] | some problem in workloads.problems] with input as {
	"now": _now,
	"workloads": [workload],
}

_available(status, since) := {"type": "Available", "status": status, "reason": "x", "lastTransitionTime": since}

_progressing(status, reason) := {
	"type": "Progressing", "status": status, "reason": reason,
	"lastTransitionTime": "2026-12-01T10:00:00Z",
}

test_all_available if {
	count(_found(_workload("Deployment", {"replicas": 2}, {"availableReplicas": 2}))) == 0
	count(_found(_workload("Deployment", {"replicas": 0}, {}))) == 0
	count(_found(_workload("DaemonSet", {}, {}))) == 0
}

test_none_available_is_critical if {
	_found(_workload("Deployment", {"replicas": 3}, {"conditions": [_available("False", "2026-12-01T09:00:00Z")]})) == [[
		"critical",
		"0 of 3 replicas available",
		"2026-12-01T09:00:00Z",
	]]
	_found(_workload("StatefulSet", {}, {})) == [["critical", "0 of 1 replicas available", _old]]
}

test_some_available_is_a_warning if {
	_found(_workload("DaemonSet", {}, {"desiredNumberScheduled": 5, "numberAvailable": 4})) == [[
		"warning",
		"4 of 5 replicas available",
		_old,
	]]
}

test_what_has_just_started_may_be_unavailable if {
	count(_found(_workload("Deployment", {"replicas": 3}, {"conditions": [_available("False", "2026-12-01T11:58:00Z")]}))) == 0
}

test_rollout_that_goes_on_may_lack_replicas if {
	count(_found(_workload("Deployment", {"replicas": 3}, {
		"availableReplicas": 2,
		"conditions": [_progressing("True", "ReplicaSetUpdated"), _available("True", _old)],
	}))) == 0
}

test_stuck_rollout if {
	_found(_workload("Deployment", {"replicas": 1}, {
		"availableReplicas": 1,
		"conditions": [_progressing("False", "ProgressDeadlineExceeded"), _available("True", _old)],
	})) == [["warning", "rollout is stuck: ProgressDeadlineExceeded", "2026-12-01T10:00:00Z"]]
}

test_odd_fields_are_no_conflict if {
	status := {"desiredNumberScheduled": 3, "conditions": [_available("False", _old), _available("False", "2026-11-02T12:00:00Z")]}
	_found(_workload("Deployment", {"replicas": 2}, status)) == [["critical", "0 of 2 replicas available", _old]]
	_found(_workload("DaemonSet", {"replicas": 2}, {})) == []
	_found(_workload("Deployment", {"replicas": "2"}, {"availableReplicas": -3})) == [["critical", "-3 of 1 replicas available", _old]]
}

test_stuck_rollout_without_reason if {
	condition := {"type": "Progressing", "status": "False", "lastTransitionTime": _old}
	found := _found(_workload("Deployment", {"replicas": 1}, {"availableReplicas": 1, "conditions": [condition]}))
	[words | some [_, words, _] in found] == ["rollout is stuck"]
}
