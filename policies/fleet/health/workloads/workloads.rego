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
	found := {
		"severity": "warning",
		"reason": message,
		"message": concat("", [message, _cause(condition)]),
	}
	problem := object.union(_object(workload), object.union(found, ages.since(condition)))
]

default _cause(_) := ""

_cause(condition) := concat("", [": ", condition.reason])

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

_wanted(workload) := _number(workload, ["status", "desiredNumberScheduled"], 0) if workload.kind == "DaemonSet"

_wanted(workload) := _number(workload, ["spec", "replicas"], 1) if workload.kind != "DaemonSet"

_available(workload) := _number(workload, ["status", "numberAvailable"], 0) if workload.kind == "DaemonSet"

_available(workload) := _number(workload, ["status", "availableReplicas"], 0) if workload.kind != "DaemonSet"

_number(workload, path, usual) := value if {
	value := object.get(workload, path, usual)
	is_number(value)
} else := usual

_severity(available) := "warning" if available > 0

_severity(available) := "critical" if available <= 0

# A Deployment says when it lost its replicas. Other workloads say nothing of the time.
_since(workload) := times[0] if {
	times := [condition.lastTransitionTime |
		some condition in workload.status.conditions
		condition.type == "Available"
	]
} else := workload.metadata.creationTimestamp

_is_rolling_out(workload) if {
	some progressing in workload.status.conditions
	progressing.type == "Progressing"
	progressing.reason == "ReplicaSetUpdated"
	some available in workload.status.conditions
	available.type == "Available"
	available.status == "True"
}
