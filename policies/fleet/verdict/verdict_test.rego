package fleet.verdict_test

import data.fleet.verdict

_stateful_set := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {"name": "db", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
	"spec": {"template": {"spec": {"nodeSelector": {"type": "virtual-kubelet"}}}},
}

_namespace := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod"}}

_review := {
	"operation": "CREATE", "subResource": "", "namespace": "prod", "name": "db",
	"object": _stateful_set, "oldObject": null, "namespaceObject": _namespace,
	"userInfo": {"username": "ann"}, "cluster": {"owner": ""}, "settings": {},
}

_actions(review) := [[finding.rule, finding.action] | some finding in findings] if {
	findings := verdict.findings with input as review
}

test_all_violations_are_told_in_one_sorted_list if {
	_actions(_review) == [
		["no-federated-stateful", "deny"],
		["no-mixed-placement", "deny"],
		["ownership-required", "audit"],
	]
	not verdict.allowed with input as _review
}

test_finding_has_the_words_of_its_rule if {
	findings := verdict.findings with input as _review
	findings[2] == {
		"rule": "ownership-required", "action": "audit",
		"object": {"apiVersion": "apps/v1", "kind": "StatefulSet", "namespace": "prod", "name": "db"},
		"path": "metadata.labels[kubectl-fleet.io/owner]",
		"message": "StatefulSet prod/db has no owner, and neither has its namespace or cluster.",
		"why": "what nobody answers for is repaired by nobody",
		"fix": "label it, or its namespace, with kubectl-fleet.io/owner",
	}
}

_pages(rules, url) := {object.get(finding, "doc", "none") | some finding in findings} if {
	findings := verdict.findings with input as object.union(_review, {"settings": {"docs": {"url": url}}}) with data.fleet.rules as rules
}

test_page_of_a_rule_lies_below_the_address_in_the_settings if {
	rules := json.remove(_rules({{"path": "spec", "message": "It is a pet."}}), ["no_pets/words/related_resources"])
	_pages(rules, "https://wiki.example.com/fleet") == {"https://wiki.example.com/fleet/no-pets"}
	_pages(rules, "https://wiki.example.com/fleet/") == {"https://wiki.example.com/fleet/no-pets"}
	_pages(rules, null) == {"none"}
}

test_rule_that_names_its_page_keeps_it if {
	rules := _rules({{"path": "spec", "message": "It is a pet."}})
	_pages(rules, "https://wiki.example.com/fleet") == {"https://example.com/no-pets"}
}

test_settings_replace_actions if {
	settings := {"rules": {"no-federated-stateful": "warn", "no-mixed-placement": "off", "ownership-required": "deny"}}
	_actions(object.union(_review, {"settings": settings})) == [
		["ownership-required", "deny"],
		["no-federated-stateful", "warn"],
	]
}

test_setting_does_not_make_a_lighter_violation_heavier if {
	daemon_set := {
		"apiVersion": "apps/v1", "kind": "DaemonSet",
		"metadata": {"name": "agent", "labels": {"karmada.io/managed": "true"}},
		"spec": {"template": {"spec": {}}},
	}
	nodes := [{"name": name, "labels": {}, "taints": [], "provider": provider} |
		some name, provider in {"burst": "virtual_kubelet", "a": ""}
	]
	review := object.union(
		object.remove(_review, ["object"]),
		{"object": daemon_set, "cluster": {"owner": "shop", "nodes": nodes}},
	)
	strict := object.union(review, {"settings": {"rules": {"no-mixed-placement": "deny"}}})
	_actions(strict) == [["no-mixed-placement", "warn"]]
	lenient := object.union(review, {"settings": {"rules": {"no-mixed-placement": "audit"}}})
	_actions(lenient) == [["no-mixed-placement", "audit"]]
}

test_built_in_writers_are_never_refused if {
	writer := {
		"operation": "UPDATE",
		"userInfo": {
			"username": "system:serviceaccount:kube-system:statefulset-controller",
			"groups": ["system:serviceaccounts:kube-system"],
		},
	}
	{action | some [_, action] in _actions(object.union(_review, writer))} == {"audit"}
	verdict.allowed with input as object.union(_review, writer)
}

test_built_in_writers_are_refused_what_they_never_create if {
	writer := {"userInfo": {
		"username": "system:serviceaccount:kube-system:statefulset-controller",
		"groups": ["system:serviceaccounts:kube-system"],
	}}
	not verdict.allowed with input as object.union(_review, writer)
}

test_the_scheduler_is_refused_a_node_for_a_pod if {
	review := {
		"operation": "CREATE", "subResource": "binding", "namespace": "prod", "name": "web-5d4f-x2x7k",
		"object": {
			"apiVersion": "v1", "kind": "Binding",
			"metadata": {"name": "web-5d4f-x2x7k", "namespace": "prod"},
			"target": {"kind": "Node", "name": "burst"},
		},
		"oldObject": null, "namespaceObject": _namespace, "settings": {},
		"owners": [object.union(_stateful_set, {"kind": "Deployment", "apiVersion": "apps/v1"})],
		"userInfo": {"username": "system:kube-scheduler"},
		"cluster": {"owner": "", "nodes": [{"name": "burst", "labels": {}, "taints": [], "provider": "liqo"}]},
	}
	_actions(review) == [["no-mixed-placement", "deny"]]
}

test_what_was_so_before_is_warned_about if {
	before := {"operation": "UPDATE", "oldObject": _stateful_set}
	_actions(object.union(_review, before)) == [
		["no-federated-stateful", "warn"],
		["no-mixed-placement", "warn"],
		["ownership-required", "audit"],
	]
}

test_what_is_new_in_an_update_is_refused if {
	before := {"operation": "UPDATE", "oldObject": object.remove(_stateful_set, ["metadata"])}
	["no-federated-stateful", "deny"] in _actions(object.union(_review, before))
}

test_what_is_new_in_another_place_is_refused if {
	elsewhere := {"spec": {"template": {"spec": {"nodeSelector": {"type": "virtual-kubelet", "liqo.io/type": "virtual-node"}}}}}
	review := object.union(_review, {"operation": "UPDATE", "oldObject": _stateful_set, "object": elsewhere})
	findings := verdict.findings with input as review
	{finding.path: finding.action | some finding in findings; finding.rule == "no-mixed-placement"} == {
		"spec.template.spec.nodeSelector[type]": "warn",
		"spec.template.spec.nodeSelector[liqo.io/type]": "deny",
	}
}

test_other_operations_and_subresources_are_not_judged if {
	every difference in [{"operation": "DELETE"}, {"operation": "CONNECT"}, {"subResource": "status"}, {"object": null}] {
		_actions(object.union(_review, difference)) == []
	}
}

_rules(violations) := {"no_pets": {
	"words": {
		"custom": {"action": "deny", "why": "why", "fix": "fix"},
		"related_resources": [{"ref": "https://example.com/no-pets"}],
	},
	"violations": violations,
}}

test_rule_that_failed_is_left_out_and_no_other if {
	left_out := object.union(_review, {"failed": ["no_mixed_placement"]})
	_actions(left_out) == [["no-federated-stateful", "deny"], ["ownership-required", "audit"]]
}

test_no_finding_that_is_whole_is_malformed if {
	every violation in [
		{"path": "spec", "message": "It is a pet."},
		{"path": "spec", "message": "It is a pet.", "action": "warn"},
	] {
		findings := verdict.findings with input as _review with data.fleet.rules as _rules({violation})
		[finding.rule | some finding in findings] == ["no-pets"]
	}
}

test_what_is_no_violation_does_not_pass_for_none if {
	every violations in [
		{"text"}, {{"path": "spec"}}, {{"message": "It is a pet."}}, {{"path": 1, "message": "It is a pet."}},
		{{"path": "spec", "message": ["a"]}}, {{"path": "spec", "message": "It is a pet.", "action": "forbid"}},
		"text", [{"path": "spec", "message": "It is a pet."}], {"path": "spec", "message": "It is a pet."},
	] {
		findings := verdict.findings with input as _review with data.fleet.rules as _rules(violations)
		"malformed" in findings
	}
}

test_settings_count_where_their_namespaces_match_and_until_their_day if {
	labelled := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod", "labels": {"env": "prod"}}}
	settings := {"rules": {
		"no-federated-stateful": [
			{"action": "off", "namespaces": {"matchLabels": {"env": "test"}}},
			{"action": "warn", "until": "2026-12-31", "then": "audit"},
		],
		"ownership-required": [{"action": "off", "namespaces": {"matchLabels": {"env": "prod"}}}],
	}}
	review := object.union(_review, {"settings": settings, "namespaceObject": labelled})
	_actions(object.union(review, {"now": "2026-12-31T23:59:59Z"})) == [
		["no-mixed-placement", "deny"],
		["no-federated-stateful", "warn"],
	]
	_actions(object.union(review, {"now": "2027-01-01T00:00:00Z"})) == [
		["no-mixed-placement", "deny"],
		["no-federated-stateful", "audit"],
	]
}

_ceiling(setting) := object.union(_review, {"settings": {"rules": {"*": setting}}})

test_ceiling_lowers_all_rules_and_raises_none if {
	_actions(_ceiling("warn")) == [
		["no-federated-stateful", "warn"],
		["no-mixed-placement", "warn"],
		["ownership-required", "audit"],
	]
	{action | some [_, action] in _actions(_ceiling("audit"))} == {"audit"}
	_actions(_ceiling("off")) == []
	_actions(_ceiling("deny")) == _actions(_review)
	verdict.allowed with input as _ceiling("warn")
}

test_setting_of_a_rule_counts_below_the_ceiling if {
	_actions(object.union(_ceiling("warn"), {"settings": {"rules": {
		"no-federated-stateful": "audit",
		"no-mixed-placement": "off",
		"ownership-required": "deny",
	}}})) == [["ownership-required", "warn"], ["no-federated-stateful", "audit"]]
}

test_ceiling_is_over_rules_of_the_users_own if {
	findings := verdict.findings with input as _ceiling("audit")
		with data.fleet.rules as _rules({{"path": "spec", "message": "It is a pet."}})
	[finding.action | some finding in findings] == ["audit"]
}

test_decision_names_the_ceiling_below_which_no_rule_can_deny if {
	verdict.ceiling == {"ceiling": "warn"} with input as _ceiling("warn")
	verdict.ceiling == {} with input as _ceiling("deny")
	verdict.ceiling == {} with input as _review
}

test_ceiling_ends_and_selects_namespaces if {
	dated := _ceiling([{"action": "warn", "until": "2026-12-31"}])
	verdict.allowed with input as object.union(dated, {"now": "2026-12-31T12:00:00Z"})
	_actions(object.union(dated, {"now": "2027-01-01T00:00:00Z"})) == _actions(_review)
	elsewhere := _ceiling([{"action": "warn", "namespaces": {"matchLabels": {"env": "test"}}}])
	_actions(elsewhere) == _actions(_review)
}

test_finding_says_that_the_ceiling_alone_keeps_it_from_a_denial if {
	findings := verdict.findings with input as _ceiling("warn")
	{finding.rule | some finding in findings; finding.wouldDeny} == {"no-federated-stateful", "no-mixed-placement"}
	every finding in findings {
		object.get(finding, "wouldDeny", false) == endswith(
			finding.message,
			`Only the ceiling "*" allows it.`,
		)
	}
	without := verdict.findings with input as _review
	every finding in without {
		not finding.wouldDeny
	}
	exempted := verdict.findings with input as object.union(_exempted, {"settings": {"rules": {"*": "warn"}}})
	{finding.rule | some finding in exempted; finding.wouldDeny} == {"no-mixed-placement"}
}

_exempted := object.union(_review, {"now": "2026-11-23T00:00:00Z", "exemptions": [{
	"metadata": {"name": "db"},
	"spec": {
		"rules": ["no-federated-stateful"], "objects": {"names": ["db"]},
		"owner": "shop", "reason": "moves in January", "ticket": "OPS-12", "expiresAt": "2026-12-31",
	},
}]})

test_exempted_violation_stays_in_sight_and_names_its_exemption if {
	_actions(_exempted) == [
		["no-mixed-placement", "deny"],
		["no-federated-stateful", "audit"],
		["ownership-required", "audit"],
	]
	findings := verdict.findings with input as _exempted
	object.filter(findings[1], ["message", "exemption"]) == {
		"message": concat(" ", [
			"StatefulSet prod/db was placed here by Karmada (label karmada.io/managed) and holds state of its own.",
			"Exempted until 2026-12-31 by FleetExemption db, owner shop, ticket OPS-12.",
		]),
		"exemption": {"name": "db", "owner": "shop", "ticket": "OPS-12", "expiresAt": "2026-12-31", "counts": true},
	}
}

test_exemption_that_ends_soon_is_warned_about_unless_the_rule_only_watches if {
	soon := object.union(_exempted, {"now": "2026-12-30T00:00:00Z"})
	["no-federated-stateful", "warn"] in _actions(soon)
	watching := object.union(soon, {"settings": {"rules": {"no-federated-stateful": "audit"}}})
	["no-federated-stateful", "audit"] in _actions(watching)
	silent := object.union(soon, {"settings": {"rules": {"no-federated-stateful": "off"}}})
	not "no-federated-stateful" in {rule | some [rule, _] in _actions(silent)}
}

test_denial_says_that_its_exemption_has_expired if {
	expired := object.union(_exempted, {"now": "2027-01-01T00:00:00Z"})
	_actions(expired) == _actions(_review)
	findings := verdict.findings with input as expired
	endswith(
		findings[0].message,
		"FleetExemption db, owner shop, ticket OPS-12, has expired: it counted until 2026-12-31.",
	)
	findings[0].exemption.counts == false
}

test_what_was_so_before_excuses_no_change if {
	before := {
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {
			"name": "web", "namespace": "prod",
			"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"},
			"annotations": {"kubectl-fleet.io/owner": "shop", "kubectl-fleet.io/managed-by": "flux"},
		},
		"spec": {"replicas": 1},
	}
	after := object.union(before, {
		"metadata": {"annotations": {"kubectl-fleet.io/owner": "search"}},
		"spec": {"replicas": 2},
	})
	review := {
		"operation": "UPDATE", "subResource": "", "namespace": "prod", "name": "web",
		"object": after, "oldObject": before, "namespaceObject": null, "fieldManager": "kubectl-edit",
		"userInfo": {"username": "ann"}, "cluster": {}, "settings": {"rules": {"no-manual-edit": "deny"}, "owners": {"shop": {}}},
	}
	_actions(review) == [["no-manual-edit", "deny"], ["ownership-protected", "deny"]]
	writer := {"userInfo": {"username": "system:kube-controller-manager"}}
	_actions(object.union(review, writer)) == [["ownership-protected", "audit"]]
	_actions(object.union(review, {"operation": "DELETE", "object": null})) == []
}
