# METADATA
# title: Health of Pods
# description: |
#   Finds Pods that cannot start, that end again and again, that wait for a node, or that do not
#   end.
package fleet.health.pods

import data.fleet.health.ages

# METADATA
# description: |
#   A problem for each container and state, as one of the workload that owns the Pod. How urgent it
#   is depends on the replicas that are left, which the workload shows.
problems := [problem |
	some pod in input.pods
	some found in _found(pod)
	problem := object.union(_owner(pod), object.union(found, {"severity": "warning", "parts": {"count": 1, "noun": "Pod"}}))
]

_found(pod) := array.concat(
	array.concat(_waiting(pod), _out_of_memory(pod)),
	array.concat(_pending(pod), array.concat(_terminating(pod), _failed(pod))),
)

_containers(pod) := array.concat(
	object.get(pod, ["status", "initContainerStatuses"], []),
	object.get(pod, ["status", "containerStatuses"], []),
)

_waiting(pod) := [_state(reason, [reason, ": container ", container.name, _last_end(container)], _ended_at(container)) |
	some container in _containers(pod)
	reason := container.state.waiting.reason
	data.fleet.health.limits.waiting[reason]
]

default _last_end(_) := ""

_last_end(container) := sprintf(", last exit code %d", [code]) if {
	code := container.lastState.terminated.exitCode
	is_number(code)
}

default _ended_at(_) := ""

# A container waits again since its last end. Before the first one, nothing tells since when.
_ended_at(container) := container.lastState.terminated.finishedAt

_out_of_memory(pod) := [_state(word, ["container ", container.name, " ran out of memory"], last.finishedAt) |
	word := data.fleet.health.limits.out_of_memory
	some container in _containers(pod)
	some field in ["state", "lastState"]
	last := container[field].terminated
	last.reason == word
	not ages.is_older(last.finishedAt, data.fleet.health.limits.out_of_memory_hours * 60)
]

# A container that cannot start says more than the phase of its Pod.
_pending(pod) := [_state(reason, [reason, _detail(pod)], pod.metadata.creationTimestamp) |
	pod.status.phase == "Pending"
	not pod.metadata.deletionTimestamp
	ages.is_older(pod.metadata.creationTimestamp, data.fleet.health.limits.pending_minutes)
	count(_waiting(pod)) == 0
	reason := _pending_reason(pod)
]

default _pending_reason(_) := "Pending"

_pending_reason(pod) := _unscheduled(pod).reason

default _detail(_) := ""

_detail(pod) := concat("", [": ", _unscheduled(pod).message])

_unscheduled(pod) := [condition |
	some condition in pod.status.conditions
	condition.type == "PodScheduled"
	condition.status == "False"
][0]

_terminating(pod) := [_state("is terminating", ["is terminating"], pod.metadata.deletionTimestamp) |
	ages.is_older(pod.metadata.deletionTimestamp, data.fleet.health.limits.terminating_minutes)
]

# The Job of a Pod says by itself whether it failed.
_failed(pod) := [_state(reason, ["failed: ", reason], pod.metadata.creationTimestamp) |
	pod.status.phase == "Failed"
	_controller(pod).kind != "Job"
	reason := _failed_reason(pod)
]

default _failed_reason(_) := "Error"

_failed_reason(pod) := pod.status.reason if is_string(pod.status.reason)

_state(reason, words, since) := object.union(
	{"reason": reason, "message": concat("", words)},
	object.filter({"since": since}, [key | key := "since"; since != ""]),
)

_owner(pod) := {
	"kind": owner.kind,
	"namespace": pod.metadata.namespace,
	"name": owner.name,
	"more": ["describe", lower(owner.kind), owner.name, "-n", pod.metadata.namespace],
} if {
	owner := _workload(pod)
}

# A Deployment owns its Pods by a ReplicaSet of its name and the hash of the template.
_workload(pod) := {"kind": "Deployment", "name": name} if {
	owner := _controller(pod)
	owner.kind == "ReplicaSet"
	hash := pod.metadata.labels["pod-template-hash"]
	name := trim_suffix(owner.name, concat("", ["-", hash]))
} else := object.filter(_controller(pod), ["kind", "name"]) if {
	_controller(pod).kind in ["ReplicaSet", "StatefulSet", "DaemonSet", "Job"]
} else := {"kind": "Pod", "name": pod.metadata.name}

default _controller(_) := {"kind": ""}

_controller(pod) := [owner |
	some owner in pod.metadata.ownerReferences
	owner.controller
][0]
