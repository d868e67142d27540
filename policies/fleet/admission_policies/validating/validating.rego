# METADATA
# title: Rule as admission policies
# description: A rule as ValidatingAdmissionPolicies, each with its binding.
package fleet.admission_policies.validating

import data.fleet.admission_policies.match_conditions
import data.fleet.admission_policies.parameters

_actions := {"deny": "Deny", "warn": "Warn", "audit": "Audit"}

# METADATA
# description: |
#   The objects to apply for a rule with this id, these words and this definition {resources,
#   violated, message[, compares, parameters, variables, advice]}. `violated` is an expression on
#   `self`, which is the object or its predecessor, because an old finding is only warned about
#   (fleet.verdict). A definition with `compares` uses object and oldObject instead. `advice`
#   {violated, message, fix} is the part about which the rule only warns.
manifests(id, words, definition) := [manifest |
	some policy in array.concat(_policies(id, _action(id, words), _with_fix(definition, words)), _advice(id, _action(id, words), definition))
	some manifest in _policy_and_binding(policy, definition)
]

# A ceiling that differs by namespace or day has no admission policy (fleet.admission_policies).
_action(id, words) := _order[max({_ranks[own], _ranks[ceiling]})] if {
	own := object.get(input, ["settings", "rules", id], words.custom.action)
	ceiling := object.get(input, ["settings", "rules", "*"], "deny")
}

_order := ["deny", "warn", "audit", "off"]

_ranks := {action: rank | some rank, action in _order}

_with_fix(definition, words) := object.union(definition, {"fix": words.custom.fix})

_policies(id, "deny", definition) := [
	_policy([id, ""], "deny", sprintf("!%s || %s", [_is(definition), _was(definition)]), definition),
	_policy([id, "-before"], "warn", sprintf("!%s || !%s", [_is(definition), _was(definition)]), definition),
] if {
	not definition.compares
} else := [_policy([id, ""], "deny", sprintf("!%s", [_is(definition)]), definition)]

_policies(id, action, definition) := [_policy([id, ""], action, sprintf("!%s", [_is(definition)]), definition)] if action in {"warn", "audit"}

_policies(_, "off", _) := []

default _advice(_, _, _) := []

_advice(id, action, definition) := [_policy([id, "-advice"], lighter[action], sprintf("!%s", [_is(definition.advice)]), definition.advice)] if {
	lighter := {"deny": "warn", "warn": "warn", "audit": "audit"}
}

_policy([id, variant], action, expression, told) := {
	"name": concat("", [id, variant, ".kubectl-fleet.io"]),
	"action": action,
	"expression": expression,
	"message": _message([id, variant], told),
}

_is(definition) := sprintf("[object].exists(self, %s)", [definition.violated])

_was(definition) := sprintf("(oldObject != null && [oldObject].exists(self, %s))", [definition.violated])

_policy_and_binding(policy, definition) := [
	{
		"apiVersion": "admissionregistration.k8s.io/v1",
		"kind": "ValidatingAdmissionPolicy",
		"metadata": {"name": policy.name},
		"spec": object.union(
			{
				"failurePolicy": "Fail",
				"matchConstraints": {"resourceRules": definition.resources},
				"matchConditions": [{
					"name": "is-not-written-by-kubernetes",
					"expression": match_conditions.not_own_write,
				}],
				"validations": [{"expression": policy.expression, "messageExpression": policy.message}],
			},
			_parameters(definition),
		),
	},
	{
		"apiVersion": "admissionregistration.k8s.io/v1",
		"kind": "ValidatingAdmissionPolicyBinding",
		"metadata": {"name": policy.name},
		"spec": object.union({"policyName": policy.name, "validationActions": [_actions[policy.action]]}, _references(definition)),
	},
]

default _parameters(_) := {}

_parameters(definition) := {"paramKind": parameters.kind, "variables": array.concat([parameters.variable], definition.variables)} if {
	definition.parameters
}

default _references(_) := {}

_references(definition) := {"paramRef": parameters.reference} if definition.parameters

_message([id, variant], told) := sprintf("%s + %s + %s", [
	json.marshal(concat("", [id, variant, ": "])),
	told.message,
	json.marshal(concat("", [" (", told.fix, "); more: kubectl fleet explain ", id])),
])
