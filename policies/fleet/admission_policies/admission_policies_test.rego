package fleet.admission_policies_test

import data.fleet.admission_policies

_about := {"cluster": {"name": "eu-1", "fleet": "acme"}, "settings": {}}

_control_plane := {"roles": [{"system": "karmada", "role": "control-plane", "title": "karmada control plane"}]}

_words(needs) := {"custom": {"action": "deny", "fix": "name an owner", "needs": needs}}

_policy := {"resources": [{"apiGroups": ["apps"]}], "violated": "self.bad", "message": "'It is bad.'"}

_named(kind) := [manifest.metadata.name | some manifest in admission_policies.answer({}, {}).manifests; manifest.kind == kind]

_with(rule, settings) := {"manifests": manifests, "without": without} if {
	policies := {"is_owned": policy | policy := rule.admission_policy}
	answer := admission_policies.answer({"is_owned": rule.words}, policies) with input as {"cluster": {}, "settings": settings}
	manifests := [manifest | some manifest in answer.manifests; startswith(manifest.metadata.name, "is-owned")]
	without := answer.without
}

test_configuration_says_who_the_cluster_is if {
	[configuration] := [manifest | some manifest in admission_policies.answer({}, {}).manifests; manifest.kind == "ConfigMap"] with input as _about
	configuration.metadata == {"name": "kubectl-fleet", "namespace": "kube-system"}
	configuration.data == {"name": "eu-1", "fleet": "acme"}
}

test_control_plane_of_a_federation_annotates_nothing if {
	_named("MutatingAdmissionPolicy") == [] with input as {"cluster": _control_plane, "settings": {}}
	_named("MutatingAdmissionPolicy") == ["ownership.kubectl-fleet.io"] with input as _about
}

test_rule_that_refuses_warns_of_what_was_so_before if {
	[refuses, _, warns, binding] := _with({"words": _words(["object"]), "admission_policy": _policy}, {}).manifests
	refuses.metadata.name == "is-owned.kubectl-fleet.io"
	refuses.spec.matchConstraints.resourceRules == [{"apiGroups": ["apps"]}]
	refuses.spec.validations == [{
		"expression": concat(" || ", [
			"![object].exists(self, self.bad)",
			"(oldObject != null && [oldObject].exists(self, self.bad))",
		]),
		"messageExpression": `"is-owned: " + 'It is bad.' + " (name an owner); more: kubectl fleet explain is-owned"`,
	}]
	[validation] := warns.spec.validations
	validation.expression == concat(" || ", [
		"![object].exists(self, self.bad)",
		"!(oldObject != null && [oldObject].exists(self, self.bad))",
	])
	binding.spec == {"policyName": "is-owned-before.kubectl-fleet.io", "validationActions": ["Warn"]}
}

test_rule_that_compares_has_one_policy if {
	rule := {"words": _words(["object", "old object", "user", "namespace"]), "admission_policy": object.union(_policy, {"compares": true})}
	[policy, binding] := _with(rule, {}).manifests
	[validation] := policy.spec.validations
	validation.expression == "![object].exists(self, self.bad)"
	binding.spec.validationActions == ["Deny"]
}

test_rule_that_itself_only_warns_of_some_has_a_policy_for_that if {
	advice := {"violated": "self.odd", "message": "'It is odd.'", "fix": "look at it"}
	rule := {"words": _words(["object"]), "admission_policy": object.union(_policy, {"compares": true, "advice": advice})}
	[_, denies, policy, warns] := _with(rule, {}).manifests
	denies.spec.validationActions == ["Deny"]
	policy.metadata.name == "is-owned-advice.kubectl-fleet.io"
	policy.spec.validations == [{
		"expression": "![object].exists(self, self.odd)",
		"messageExpression": `"is-owned-advice: " + 'It is odd.' + " (look at it); more: kubectl fleet explain is-owned"`,
	}]
	warns.spec.validationActions == ["Warn"]
	_with(rule, {"rules": {"is-owned": "audit"}}).manifests[3].spec.validationActions == ["Audit"]
	_with(rule, {"rules": {"is-owned": "off"}}).manifests == []
}

test_parameters_tell_the_owner_of_the_cluster if {
	needs := _words(["object", "owner"])
	_with({"words": needs, "admission_policy": _policy}, {}).without == [{"rule": "is-owned", "reason": "needs to see owner"}]
	defined := object.union(_policy, {"parameters": true, "variables": [{"name": "owner", "expression": "'a'"}], "compares": true})
	[policy, binding] := _with({"words": needs, "admission_policy": defined}, {}).manifests
	policy.spec.paramKind == {"apiVersion": "v1", "kind": "ConfigMap"}
	[variable.name | some variable in policy.spec.variables] == ["ofCluster", "owner"]
	binding.spec.paramRef == {"name": "kubectl-fleet", "namespace": "kube-system", "parameterNotFoundAction": "Allow"}
}

test_settings_choose_the_action if {
	rule := {"words": _words(["object"]), "admission_policy": _policy}
	[_, warns] := _with(rule, {"rules": {"is-owned": "warn"}}).manifests
	warns.spec.validationActions == ["Warn"]
	[_, audits] := _with(rule, {"rules": {"is-owned": "audit"}}).manifests
	audits.spec.validationActions == ["Audit"]
	_with(rule, {"rules": {"is-owned": "off"}}).manifests == []
}

test_ceiling_lowers_the_action_and_never_raises_it if {
	rule := {"words": _words(["object"]), "admission_policy": _policy}
	[_, warns] := _with(rule, {"rules": {"*": "warn"}}).manifests
	warns.spec.validationActions == ["Warn"]
	[_, audits] := _with(rule, {"rules": {"*": "warn", "is-owned": "audit"}}).manifests
	audits.spec.validationActions == ["Audit"]
	_with(rule, {"rules": {"*": "off"}}).manifests == []
	_with(rule, {"rules": {"*": [{"action": "warn"}]}}).without == [{
		"rule": "is-owned",
		"reason": "is set to several actions",
	}]
}

test_why_a_rule_has_no_policy if {
	of_rule := {"words": _words(["object"]), "admission_policy": _policy}
	_with(of_rule, {"rules": {"is-owned": [{"action": "warn"}]}}) == {"manifests": [], "without": [{
		"rule": "is-owned",
		"reason": "is set to several actions",
	}]}
	_with({"words": _words(["object"])}, {}).without == [{"rule": "is-owned", "reason": "has no admission_policy.rego"}]
	_with({"words": _words(["object", "nodes", "claims"])}, {}).without == [{
		"rule": "is-owned",
		"reason": "needs to see nodes, claims",
	}]
	words := object.union(_words(["object"]), {"custom": {"no_admission_policy": "cannot be said"}})
	_with({"words": words}, {}).without == [{"rule": "is-owned", "reason": "cannot be said"}]
}
