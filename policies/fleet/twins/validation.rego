# METADATA
# title: Twin of a rule
# description: A rule as ValidatingAdmissionPolicies, each with its binding.
package fleet.twins.validation

import data.fleet.twins.conditions

_actions := {"deny": "Deny", "warn": "Warn", "audit": "Audit"}

# METADATA
# description: |
#   The objects to apply for a rule with this id, these words and this twin {resources, violated, message[, compares]}. What is
#   violated is told of `self`, the object or what it was before, as what was so before is only warned about (fleet.verdict);
#   a twin that itself compares the two speaks of object and oldObject.
manifests(id, words, twin) := [manifest |
	some [name, action, expression] in _policies(id, _action(id, words), twin)
	some manifest in _policy_and_binding(name, action, expression, twin, words)
]

# A ceiling that differs by namespace or day has no twin (fleet.twins).
_action(id, words) := _order[max({_ranks[own], _ranks[ceiling]})] if {
	own := object.get(input, ["settings", "rules", id], words.custom.action)
	ceiling := object.get(input, ["settings", "rules", "*"], "deny")
}

_order := ["deny", "warn", "audit", "off"]

_ranks := {action: rank | some rank, action in _order}

_policies(id, "deny", twin) := [
	[_name(id, ""), "deny", sprintf("!%s || %s", [_is(twin), _was(twin)])],
	[_name(id, "-before"), "warn", sprintf("!%s || !%s", [_is(twin), _was(twin)])],
] if {
	not twin.compares
} else := [[_name(id, ""), "deny", sprintf("!%s", [_is(twin)])]]

_policies(id, action, twin) := [[_name(id, ""), action, sprintf("!%s", [_is(twin)])]] if action in {"warn", "audit"}

_policies(_, "off", _) := []

_name(id, variant) := concat("", [id, variant, ".kubectl-fleet.io"])

_is(twin) := sprintf("[object].exists(self, %s)", [twin.violated])

_was(twin) := sprintf("(oldObject != null && [oldObject].exists(self, %s))", [twin.violated])

_policy_and_binding(name, action, expression, twin, words) := [
	{
		"apiVersion": "admissionregistration.k8s.io/v1",
		"kind": "ValidatingAdmissionPolicy",
		"metadata": {"name": name},
		"spec": {
			"failurePolicy": "Fail",
			"matchConstraints": {"resourceRules": twin.resources},
			"matchConditions": [{
				"name": "is-not-written-by-kubernetes",
				"expression": conditions.not_own_write,
			}],
			"validations": [{"expression": expression, "messageExpression": _message(name, twin, words)}],
		},
	},
	{
		"apiVersion": "admissionregistration.k8s.io/v1",
		"kind": "ValidatingAdmissionPolicyBinding",
		"metadata": {"name": name},
		"spec": {"policyName": name, "validationActions": [_actions[action]]},
	},
]

_message(name, twin, words) := sprintf("%s + %s + %s", [
	json.marshal(concat("", [split(name, ".")[0], ": "])),
	twin.message,
	json.marshal(concat("", [" (", words.custom.fix, ")"])),
])
