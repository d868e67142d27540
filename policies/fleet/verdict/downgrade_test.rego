package fleet.verdict.downgrade_test

import data.fleet.verdict

_karmada := {"labels": {"karmada.io/managed": "true"}}

_review(before, after) := {
	"operation": "UPDATE", "subResource": "", "namespace": "prod", "name": "web",
	"object": after, "oldObject": before, "namespaceObject": {"metadata": {"name": "prod"}},
	"userInfo": {"username": "ann"}, "cluster": {"owner": "shop"}, "settings": {}, "now": "2026-11-23T00:00:00Z",
}

_findings(review) := findings if findings := verdict.findings with input as review

_actions(before, after) := {[finding.rule, finding.path]: finding.action | some finding in _findings(_review(before, after))}

_deployment(spec) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union(_karmada, {"name": "web", "namespace": "prod"}),
	"spec": {"template": {"spec": spec}},
}

_work(manifests) := {
	"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "web", "namespace": "karmada-es-eu-1"},
	"spec": {"workload": {"manifests": manifests}},
}

_stateful_set(name) := {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": name, "namespace": "prod"}}

_config_map := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings", "namespace": "prod"}}

_policy(selectors, placement) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "all", "namespace": "prod"},
	"spec": {"resourceSelectors": selectors, "placement": placement},
}

_selects(name) := object.union({"apiVersion": "apps/v1", "kind": "StatefulSet"}, {"name": name})

_in(clusters) := {"clusterAffinity": {"clusterNames": clusters}}

_all_actions(before, after) := {finding.action | some finding in _findings(_review(before, after))}

_is_refused(before, after) if "deny" in _all_actions(before, after)

_is_warned_about(before, after) if _all_actions(before, after) == {"warn"}

test_entry_that_goes_moves_no_other_into_sight if {
	_is_warned_about(_work([_config_map, _stateful_set("db")]), _work([_stateful_set("db")]))
	_is_warned_about(_work([_stateful_set("db"), _stateful_set("log")]), _work([_stateful_set("log")]))
}

test_another_object_in_the_same_place_is_new if _is_refused(_work([_stateful_set("db1")]), _work([_stateful_set("db2")]))

test_object_without_a_name_is_the_same_only_as_it_was if {
	unnamed := {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"generateName": "db-"}, "spec": {"replicas": 1}}
	_is_warned_about(_work([unnamed]), _work([_config_map, unnamed]))
	_is_refused(_work([unnamed]), _work([object.union(unnamed, {"spec": {"replicas": 2}})]))
}

test_deny_is_not_excused_by_what_was_only_warned_about if {
	anywhere := _deployment({"tolerations": [{"operator": "Exists"}]})
	pinned := _deployment({"tolerations": [{"operator": "Exists"}], "nodeSelector": {"type": "virtual-kubelet"}})
	_is_refused(anywhere, pinned)
	_is_warned_about(pinned, pinned)
	nodes := [{"name": name, "labels": {}, "taints": [], "provider": provider} | some name, provider in {"burst": "liqo", "a": ""}]
	labelled := [object.union(node, {"labels": {"node": node.name}}) | some node in nodes]
	review := _review(_deployment({}), _deployment({"nodeSelector": {"node": "burst"}}))
	findings := _findings(object.union(review, {"cluster": {"nodes": labelled}}))
	{finding.action | some finding in findings} == {"deny"}
}

test_another_way_to_a_virtual_node_is_new if {
	tolerant := _deployment({"tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Equal", "value": "azure"}]})
	pinned := _deployment(object.union(tolerant.spec.template.spec, {"nodeSelector": {"type": "virtual-kubelet"}}))
	actions := _actions(tolerant, pinned)
	actions[["no-mixed-placement", "spec.template.spec.nodeSelector[type]"]] == "deny"
	actions[["no-mixed-placement", "spec.template.spec.tolerations[0]"]] == "warn"
}

test_selectors_that_go_or_change_places_are_nothing_new if {
	[db, log, every_one] := [_selects("db"), _selects("log"), {"apiVersion": "apps/v1", "kind": "StatefulSet"}]
	_is_warned_about(_policy([db, log], _in(["eu-1"])), _policy([log], _in(["eu-1"])))
	_is_warned_about(_policy([every_one], _in(["eu-1"])), _policy([db], _in(["eu-1"])))
	_is_refused(_policy([db], _in(["eu-1"])), _policy([every_one], _in(["eu-1"])))
	_is_refused(_policy([db], _in(["eu-1"])), _policy([db, log], _in(["eu-1"])))
}

test_more_clusters_are_new_and_fewer_are_not if {
	selectors := [_selects("db")]
	_is_refused(_policy(selectors, _in(["eu-1"])), _policy(selectors, _in(["eu-1", "us-1"])))
	_is_refused(_policy(selectors, _in(["eu-1"])), _policy(selectors, {}))
	_is_warned_about(_policy(selectors, _in(["eu-1", "us-1"])), _policy(selectors, _in(["us-1"])))
	_is_warned_about(_policy(selectors, {}), _policy(selectors, _in(["us-1"])))
}

_placement(namespace) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement", "metadata": {"name": "all"},
	"spec": {"resourceSelectors": [{"group": "", "version": "v1", "kind": "Namespace", "name": namespace}]},
}

test_namespace_that_brings_another_workload_is_new if {
	cluster := {
		"owner": "shop",
		"claims": [{"namespace": "one", "name": "data", "accessModes": ["ReadWriteOnce"]}],
		"workloads": [{"type": "apps/StatefulSet", "namespace": "two", "name": "db", "holds": "state of its own", "placedBy": "", "provider": "", "labels": {}}],
	}
	findings := _findings(object.union(_review(_placement("one"), _placement("two")), {"cluster": cluster}))
	"deny" in {finding.action | some finding in findings}
}

test_finding_says_that_it_was_so_before if {
	[finding] := _findings(_review(_work([_stateful_set("db")]), _work([_stateful_set("db")])))
	endswith(finding.message, "and holds state of its own. It was so before.")
}

_exemption(expires) := {
	"metadata": {"name": "db", "creationTimestamp": "2026-11-01T00:00:00Z"},
	"spec": {
		"rules": ["no-federated-stateful"], "objects": {"names": ["db"], "selector": {"matchLabels": {"app": "db"}}},
		"owner": "shop", "reason": "moves", "ticket": "OPS-1", "expiresAt": expires,
	},
}

_placed_db(labels) := object.union(_stateful_set("db"), {"metadata": {"labels": object.union(_karmada.labels, labels)}})

test_expired_exemption_softens_what_did_not_change if {
	review := object.union(_review(_placed_db({"app": "db"}), _placed_db({"app": "db"})), {"exemptions": [_exemption("2026-11-20")]})
	[finding] := _findings(review)
	finding.action == "warn"
	endswith(finding.message, "has expired: it counted until 2026-11-20. It was so before.")
}

test_what_leaves_its_exemption_is_refused if {
	review := object.union(_review(_placed_db({"app": "db"}), _placed_db({"app": "search"})), {"exemptions": [_exemption("2026-12-31")]})
	{finding.action | some finding in _findings(review)} == {"deny"}
}

_replica_set := {
	"apiVersion": "apps/v1", "kind": "ReplicaSet",
	"metadata": object.union(_karmada, {
		"name": "web-7d9f", "namespace": "prod",
		"ownerReferences": [{"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "name": "web", "controller": true}],
	}),
	"spec": {"template": {"spec": {"nodeSelector": {"type": "virtual-kubelet"}}}},
}

_creation(changes) := object.union_n([_review(null, _replica_set), {"operation": "CREATE"}, changes])

_rollouts := {"userInfo": {"username": "system:serviceaccount:argo-rollouts:argo-rollouts"}}

_rollout(spec) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
	"metadata": object.union(_karmada, {"name": "web", "namespace": "prod"}), "spec": spec,
}

_is_refused_beside(maker, changes) if {
	findings := _findings(object.union(_creation(_rollouts), object.union({"maker": maker}, changes)))
	"deny" in {finding.action | some finding in findings}
}

test_controller_may_make_what_its_object_is_already if {
	[finding] := _findings(object.union(_creation(_rollouts), {"maker": _rollout(_replica_set.spec)}))
	finding.action == "warn"
	endswith(finding.message, "type=virtual-kubelet. It is so in Rollout prod/web, of which its controller made this.")
	_is_refused_beside(_rollout(_replica_set.spec), {"userInfo": {"username": "ann"}})
}

test_controller_may_not_make_what_its_object_is_not if {
	_is_refused_beside(_rollout({"workloadRef": {"kind": "Deployment", "name": "web"}}), {})
	_is_refused_beside(_rollout({"template": {"spec": {"tolerations": [{"key": "virtual-kubelet.io/provider", "value": "azure"}]}}}), {})
	_is_refused_beside(json.patch(_rollout(_replica_set.spec), [{"op": "replace", "path": "/metadata/name", "value": "other"}]), {})
}

test_use_in_a_pod_is_the_one_in_the_template_it_is_made_of if {
	spec := {
		"nodeSelector": {"eks.amazonaws.com/compute-type": "fargate"},
		"containers": [{"name": "app", "securityContext": {"privileged": true}}],
	}
	reference := {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "name": "web", "controller": true}
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-1", "namespace": "prod", "ownerReferences": [reference]}, "spec": spec}
	clone_set := {
		"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "metadata": {"name": "web", "namespace": "prod"},
		"spec": {"template": {"spec": spec}},
	}
	kruise := {"userInfo": {"username": "system:serviceaccount:kruise-system:kruise-manager"}, "object": pod}
	review := object.union(object.remove(_creation({}), ["object"]), kruise)
	{finding.action | some finding in _findings(object.union(review, {"maker": clone_set}))} == {"warn"}
	{finding.action | some finding in _findings(review)} == {"deny"}
}

test_violation_without_a_key_is_found_in_the_maker_too if {
	bare := json.patch(_rules("pet"), [{"op": "add", "path": "/no_pets/violations", "value": {{"path": "spec", "message": "It is a pet."}}}])
	review := object.union(_creation(_rollouts), {"maker": _rollout({})})
	[finding] := verdict.findings with input as review with data.fleet.rules as bare
	finding.action == "warn"
}

test_object_that_decides_is_asked_for_where_something_is_refused if {
	asked := {"maker": {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "namespace": "prod", "name": "web"}}
	verdict.maker == asked with input as _creation(_rollouts)
	verdict.maker == {} with input as object.union(_creation(_rollouts), {"maker": _rollout({})})
	verdict.maker == {} with input as _creation({})
	verdict.maker == {} with input as object.union(_creation(_rollouts), {"settings": {"rules": {"*": "warn"}}})
}

_rules(check) := {"no_pets": {
	"words": {
		"custom": {"action": "deny", "why": "why", "fix": "fix", "needs": ["object"], "checks": ["pet"]},
		"related_resources": [{"ref": "https://example.com/no-pets"}],
	},
	"violations": {{"path": "spec", "message": "It is a pet.", "key": {"check": check}}},
}}

test_key_with_a_check_that_the_rule_does_not_declare_is_malformed if {
	_told(_rules("pet")) == {"no-pets"}
	"malformed" in _told(_rules("cattle"))
}

_told(rules) := {finding | some finding in findings; is_string(finding)} | {finding.rule | some finding in findings} if {
	findings := verdict.findings with input as _review(null, _config_map) with data.fleet.rules as rules
}

test_rule_that_declares_no_checks_may_have_any_key if {
	rules := json.remove(_rules("cattle"), ["no_pets/words/custom/checks"])
	_told(rules) == {"no-pets"}
}

test_reach_is_a_set if {
	every reach, told in {"a": "malformed", ["a"]: "malformed", {"a"}: "no-pets"} {
		rules := json.patch(_rules("pet"), [{"op": "add", "path": "/no_pets/violations", "value": {{"path": "spec", "message": "It is a pet.", "reach": reach}}}])
		told in _told(rules)
	}
}

_united(subsets) := {
	"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment",
	"metadata": object.union(_karmada, {"name": "web", "namespace": "prod"}),
	"spec": {"topology": {"subsets": subsets}},
}

test_wish_that_goes_to_another_subset_is_new if {
	[azure, virtual] := [
		{"tolerations": [{"key": "azure.com/aci"}]},
		{"nodeSelectorTerm": {"matchExpressions": [{"key": "type", "operator": "In", "values": ["virtual-kubelet"]}]}},
	]
	before := [object.union({"name": "a"}, virtual), object.union({"name": "b"}, azure)]
	_is_refused(_united(before), _united([object.union(before[0], azure), before[1]]))
	_is_warned_about(_united(before), _united([before[1], before[0]]))
}

_archived(clusters) := {
	"apiVersion": "types.kubefed.io/v1beta1", "kind": "FederatedConfigMap", "metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": {}, "placement": {"clusters": clusters}},
}

test_more_clusters_are_new_only_to_what_speaks_of_them if {
	review := _review(_archived([{"name": "eu-1"}]), _archived([{"name": "eu-1"}, {"name": "us-1"}]))
	findings := _findings(object.union(review, {"settings": {"rules": {"no-archived-federation": "deny"}}}))
	{finding.action | some finding in findings} == {"warn"}
}

test_findings_of_one_rule if {
	review := _review(null, _placed_db({}))
	[finding.rule | some finding in verdict.of_rule("no_federated_stateful")] == ["no-federated-stateful"] with input as object.union(review, {"operation": "CREATE"})
	verdict.of_rule("no_mixed_placement") == [] with input as object.union(review, {"operation": "CREATE"})
}

_privileged(number) := {
	"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "prod"},
	"spec": {"nodeSelector": {"eks.amazonaws.com/compute-type": "fargate"}, "containers": [container |
		some index in numbers.range(1, number)
		container := {"name": format_int(index, 10), "securityContext": {"privileged": true}}
	]},
}

test_what_broke_a_rule_in_too_many_places_is_open_to_repair if {
	review := {
		"operation": "UPDATE", "subResource": "", "namespace": "prod", "name": "web",
		"object": _privileged(240), "oldObject": _privileged(260), "namespaceObject": null,
		"userInfo": {"username": "ann"}, "cluster": {"owner": "shop"}, "settings": {},
	}
	verdict.allowed with input as review
	not verdict.allowed with input as object.union(review, {"oldObject": _privileged(200)})
}
