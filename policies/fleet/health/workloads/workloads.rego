# METADATA
# title: Health of workloads
# description: Finds the Deployments, StatefulSets and DaemonSets without all their replicas.
package fleet.health.workloads

import data.fleet.health.ages

# METADATA
# description: |
#   A problem for each workload that lacks replicas, and for each rollout that is stuck. A rollout
#   that goes on may lack replicas.
problems := array.concat(_unavailable, _stuck)

_unavailable := [problem |
	some workload in input.workloads
	wanted := _wanted(workload)
	available := _available(workload)
	available < wanted
	not _is_rolling_out(workload)
	since := _since(workload)
	ages.is_older(since, data.fleet.health.limits.starting_minutes)
	problem := object.union(_object(workload), {
		"severity": _severity(available),
		"reason": "replicas are not available",
		"message": sprintf("%d of %d replicas available", [available, wanted]),
		"since": since,
	})
]

_stuck := [problem |
	some workload in input.workloads
	some condition in workload.status.conditions
	message := _stuck_words[condition.type][condition.status]
	problem := object.union(_object(workload), {
		"severity": "warning",
		"reason": message,
		"message": sprintf("%s: %s", [message, condition.reason]),
		"since": condition.lastTransitionTime,
	})
]

_stuck_words := {
	"Progressing": {"False": "rollout is stuck"},
	"ReplicaFailure": {"True": "Pods cannot be created"},
}

_object(workload) := {
	"kind": workload.kind,
	"namespace": workload.metadata.namespace,
	"name": workload.metadata.name,
	"more": ["describe", lower(workload.kind), workload.metadata.name, "-n", workload.metadata.namespace],
}

default _wanted(_) := 1

_wanted(workload) := workload.status.desiredNumberScheduled

_wanted(workload) := 0 if {
	workload.kind == "DaemonSet"
	not workload.status.desiredNumberScheduled
}

_wanted(workload) := workload.spec.replicas

_available(workload) := object.get(workload, ["status", "numberAvailable"], 0) if workload.kind == "DaemonSet"

_available(workload) := object.get(workload, ["status", "availableReplicas"], 0) if workload.kind != "DaemonSet"

_severity(0) := "critical"

_severity(available) := "warning" if available > 0

# A Deployment says when it lost its replicas. Other workloads say nothing of the time.
_since(workload) := condition.lastTransitionTime if {
	some condition in workload.status.conditions
	condition.type == "Available"
} else := workload.metadata.creationTimestamp

_is_rolling_out(workload) if {
	some progressing in workload.status.conditions
	progressing.type == "Progressing"
	progressing.reason == "ReplicaSetUpdated"
	some available in workload.status.conditions
	available.type == "Available"
	available.status == "True"
}
