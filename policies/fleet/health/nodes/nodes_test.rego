package fleet.health.nodes_test

import data.fleet.health.nodes

_now := "2026-12-01T12:00:00Z"

_node(created, conditions, labels) := {
	"metadata": {"name": "a", "creationTimestamp": created, "labels": labels},
	"status": {"conditions": conditions},
}

_ready(status, reason) := [{"type": "Ready", "status": status, "reason": reason, "lastTransitionTime": "2026-12-01T09:00:00Z"}]

_messages(node) := all if all := [problem.message | some problem in nodes.problems] with input as {"now": _now, "nodes": [node]}

test_ready if count(_messages(_node("2026-11-01T12:00:00Z", _ready("True", "KubeletReady"), {}))) == 0

test_not_ready if {
	_messages(_node("2026-11-01T12:00:00Z", _ready("Unknown", "NodeStatusUnknown"), {})) == ["node is not ready: NodeStatusUnknown"]
	_messages(_node("2026-11-01T12:00:00Z", _ready("False", ""), {})) == ["node is not ready"]
}

test_node_that_says_nothing if _messages(_node("2026-11-01T12:00:00Z", [], {})) == ["node is not ready"]

test_new_node_may_start if count(_messages(_node("2026-12-01T11:58:00Z", [], {}))) == 0

test_virtual_node_is_told_apart if {
	_messages(_node("2026-11-01T12:00:00Z", _ready("False", "KubeletNotReady"), {"liqo.io/type": "virtual-node"})) == ["virtual node of Liqo is not ready: KubeletNotReady"]
}

test_since_the_condition_changed if {
	["2026-12-01T09:00:00Z"] == [problem.since | some problem in nodes.problems] with input as {"now": _now, "nodes": [_node(
		"2026-11-01T12:00:00Z",
		_ready("False", "KubeletNotReady"), {},
	)]}
}

test_first_of_two_conditions_counts if {
	conditions := array.concat(_ready("False", "A"), _ready("True", "B"))
	_messages(_node("2026-11-01T12:00:00Z", conditions, {})) == ["node is not ready: A"]
}
