# METADATA
# title: Taints
# description: The taints that repel a pod from nodes.
package fleet.placement.pods.taints

import data.fleet.known
import data.fleet.placement.pods.constraints

# METADATA
# description: |
#   The groups in known.cluster.nodes whose taints repel a pod of this spec. Kubernetes taints nodes
#   for temporary conditions (e.g. node.kubernetes.io/not-ready), and these taints do not count.
repelling(spec) := {id |
	tolerated := _tolerated(spec)
	some taint in known.cluster.node_taints
	not startswith(taint.key, "node.kubernetes.io/")
	taint.effect != "PreferNoSchedule"
	count(_tolerations_of(taint) & tolerated) == 0
	some id in taint.nodes
}

# Tolerations as [key, value, effect], with null for any. There may be thousands of them, so a taint
# is looked up in the set.
_tolerated(spec) := {[_key(toleration), value, _effect(toleration)] |
	some toleration in constraints.tolerations_of(spec)
	value := _value(toleration)
}

# As in the core API, an empty key with the operator Exists tolerates every taint, and an empty
# effect tolerates every effect.
_key(toleration) := null if {
	toleration.operator == "Exists"
	object.get(toleration, "key", "") == ""
} else := object.get(toleration, "key", "")

_value(toleration) := null if {
	toleration.operator == "Exists"
} else := object.get(toleration, "value", "") if {
	object.get(toleration, "operator", "Equal") in {"", "Equal"}
}

_effect(toleration) := null if {
	object.get(toleration, "effect", "") == ""
} else := toleration.effect

_tolerations_of(taint) := {[null, null, null], [null, null, effect], [key, null, null], [key, null, effect], [key, value, null], [key, value, effect]} if {
	key := taint.key
	value := object.get(taint, "value", "")
	effect := taint.effect
}
