package fleet.verdict.settings_test

import data.fleet.verdict.settings

_deployment := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}}

_namespace := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod", "labels": {"env": "prod"}}}

_review := {
	"object": _deployment, "namespace": "prod", "namespaceObject": _namespace, "now": "2026-12-31T12:00:00Z",
}

_action(review, setting) := action if {
	action := settings.action("no-pets") with input as object.union(review, {"settings": {"rules": {"no-pets": setting}}})
}

_for(selector) := [{"action": "warn", "namespaces": selector}, {"action": "off"}]

test_one_action_everywhere if _action(_review, "audit") == "audit"

test_rule_that_is_not_named_keeps_its_own_action if {
	not settings.action("no-pets") with input as object.union(_review, {"settings": {}})
	not settings.action("no-pets") with input as object.union(_review, {"settings": {"rules": {"others": "off"}}})
	not _action(_review, [{"action": "off", "namespaces": {"matchLabels": {"env": "test"}}}])
}

test_first_entry_whose_namespaces_match_counts if {
	_action(_review, _for({"matchLabels": {"env": "prod"}})) == "warn"
	_action(_review, _for({"matchLabels": {"env": "test"}})) == "off"
	_action(_review, _for({})) == "warn"
}

test_name_of_the_namespace_is_one_of_its_labels if {
	_action(_review, _for({"matchLabels": {"kubernetes.io/metadata.name": "prod"}})) == "warn"
	_action(_review, _for({"matchLabels": {"kubernetes.io/metadata.name": "test"}})) == "off"
	unlabelled := object.union(object.remove(_review, ["namespaceObject"]), {"namespaceObject": {"metadata": {"name": "prod"}}})
	_action(unlabelled, _for({"matchLabels": {"kubernetes.io/metadata.name": "prod"}})) == "warn"
}

test_of_a_namespace_that_was_not_shown_only_the_name_is_known if {
	unknown := object.union(_review, {"namespaceObject": null})
	_action(unknown, _for({"matchLabels": {"kubernetes.io/metadata.name": "prod"}})) == "warn"
	in_names := {"key": "kubernetes.io/metadata.name", "operator": "In", "values": ["prod"]}
	_action(unknown, _for({"matchExpressions": [in_names]})) == "warn"
	_action(unknown, _for({"matchExpressions": [in_names, {"key": "env", "operator": "DoesNotExist"}]})) == "off"
	_action(unknown, _for({"matchLabels": {"env": "prod"}})) == "off"
	_action(_review, _for({"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]})) == "warn"
}

test_namespace_is_meant_by_its_own_labels if {
	review := {"object": _namespace, "namespace": "", "namespaceObject": null, "now": _review.now}
	_action(review, _for({"matchLabels": {"env": "prod", "kubernetes.io/metadata.name": "prod"}})) == "warn"
	_action(review, _for({"matchLabels": {"env": "test"}})) == "off"
	misled := object.union(review, {"namespaceObject": {"metadata": {"labels": {"env": "test"}}}})
	_action(misled, _for({"matchLabels": {"env": "test"}})) == "off"
}

test_what_lies_in_no_namespace_is_meant_by_no_selector if {
	role := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "reader"}}
	review := {"object": role, "namespace": "", "namespaceObject": null, "now": _review.now}
	_action(review, _for({})) == "off"
	_action(review, _for({"matchExpressions": [{"key": "env", "operator": "DoesNotExist"}]})) == "off"
}

test_action_holds_until_the_end_of_its_day if {
	_action(_review, [{"action": "warn", "until": "2026-12-31"}]) == "warn"
	_action(_review, [{"action": "warn", "until": "2026-12-30"}]) == "deny"
	_action(_review, [{"action": "warn", "until": "2026-12-30", "then": "audit"}]) == "audit"
}

test_action_ends_at_the_time_itself if {
	_action(_review, [{"action": "off", "until": "2026-12-31T12:00:01Z", "then": "warn"}]) == "off"
	_action(_review, [{"action": "off", "until": "2026-12-31T12:00:00Z", "then": "warn"}]) == "warn"
}

_ceiling(rules) := ceiling if {
	ceiling := settings.ceiling with input as object.union(_review, {"settings": {"rules": rules}})
}

test_ceiling_is_a_setting_for_all_rules if {
	_ceiling({}) == "deny"
	_ceiling({"no-pets": "off"}) == "deny"
	_ceiling({"*": "warn"}) == "warn"
	_ceiling({"*": [{"action": "warn", "until": "2026-12-30"}]}) == "deny"
	_ceiling({"*": [{"action": "off", "until": "2026-12-30", "then": "audit"}]}) == "audit"
	_ceiling({"*": _for({"matchLabels": {"env": "prod"}})}) == "warn"
	_ceiling({"*": [{"action": "off", "namespaces": {"matchLabels": {"env": "test"}}}]}) == "deny"
}
