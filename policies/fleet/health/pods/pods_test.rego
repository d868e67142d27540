package fleet.health.pods_test

import data.fleet.health.pods

_old := "2026-12-01T09:00:00Z"

_pod(metadata, status) := {
	"metadata": object.union({"name": "a", "namespace": "shop", "creationTimestamp": _old}, metadata),
	"status": status,
}

_problems(pod) := all if all := pods.problems with input as {"now": "2026-12-01T12:00:00Z", "pods": [pod]}

_messages(pod) := [problem.message | some problem in _problems(pod)]

_owned(kind, name) := {"ownerReferences": [{"kind": kind, "name": name, "controller": true}]}

_waiting(reason) := {"phase": "Pending", "containerStatuses": [{"name": "app", "state": {"waiting": {"reason": reason}}}]}

test_container_that_cannot_start if {
	_messages(_pod({}, _waiting("ImagePullBackOff"))) == ["ImagePullBackOff: container app"]
	_messages(_pod({}, {
		"phase": "Running",
		"initContainerStatuses": [{"name": "app", "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {
			"exitCode": 3,
			"finishedAt": _old,
		}}}],
	})) == ["CrashLoopBackOff: container app, last exit code 3"]
}

_ended(time) := {"phase": "Running", "containerStatuses": [{"name": "app", "lastState": {"terminated": {
	"reason": "OOMKilled",
	"finishedAt": time,
}}}]}

test_container_that_ran_out_of_memory if {
	_messages(_pod({}, _ended(_old))) == ["container app ran out of memory"]
	count(_messages(_pod({}, _ended("2026-11-01T09:00:00Z")))) == 0
}

test_pod_that_waits if {
	_messages(_pod({}, {"phase": "Pending"})) == ["Pending"]
	_messages(_pod({}, {"phase": "Pending", "conditions": [{
		"type": "PodScheduled", "status": "False",
		"reason": "Unschedulable", "message": "0/3 nodes are available",
	}]})) == ["Unschedulable: 0/3 nodes are available"]
	count(_messages(_pod({"creationTimestamp": "2026-12-01T11:58:00Z"}, {"phase": "Pending"}))) == 0
}

test_pod_that_does_not_end if {
	_messages(_pod({"deletionTimestamp": _old}, {"phase": "Pending"})) == ["is terminating"]
	count(_messages(_pod({"deletionTimestamp": "2026-12-01T11:58:00Z"}, {"phase": "Running"}))) == 0
}

test_failed_pod if {
	_messages(_pod({}, {"phase": "Failed", "reason": "Evicted"})) == ["failed: Evicted"]
	_messages(_pod({}, {"phase": "Failed"})) == ["failed: Error"]
	count(_messages(_pod(_owned("Job", "b"), {"phase": "Failed"}))) == 0
}

_owner(metadata) := [[problem.kind, problem.name] | some problem in _problems(_pod(metadata, {"phase": "Pending"}))]

test_workload_of_a_pod if {
	_owner({}) == [["Pod", "a"]]
	_owner(_owned("StatefulSet", "db")) == [["StatefulSet", "db"]]
	_owner(_owned("Strange", "b")) == [["Pod", "a"]]
	_owner(_owned("ReplicaSet", "cart-5d8f")) == [["ReplicaSet", "cart-5d8f"]]
	_owner(object.union(_owned("ReplicaSet", "cart-5d8f"), {"labels": {"pod-template-hash": "5d8f"}})) == [["Deployment", "cart"]]
}

test_odd_fields_are_no_conflict if {
	unscheduled := {"type": "PodScheduled", "status": "False", "reason": "A", "message": "m"}
	conditions := [unscheduled, object.union(unscheduled, {"reason": "B"})]
	_messages(_pod({}, {"phase": "Pending", "conditions": conditions})) == ["A: m"]
	owners := {"ownerReferences": [{"kind": "ReplicaSet", "name": "x", "controller": true}, {"kind": "Job", "name": "y", "controller": true}]}
	_messages(_pod(owners, {"phase": "Failed", "reason": null})) == ["failed: Error"]
	_messages(_pod({}, {"phase": "Running", "containerStatuses": [{"name": "app", "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {"exitCode": {}}}}]})) == ["CrashLoopBackOff: container app"]
}
