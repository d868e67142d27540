package fleet.rules.network_policy_on_virtual_node_test

import data.fleet.rules.network_policy_on_virtual_node as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_policy(selector) := {
	"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
	"metadata": {"name": "closed", "namespace": "prod"},
	"spec": {"podSelector": selector},
}

_workload(type, name, labels, provider) := {
	"type": type, "namespace": "prod", "name": name, "labels": labels,
	"provider": provider, "placedBy": "", "holds": "",
}

_found(policy, workloads) := violations if {
	violations := _told with input as {"object": policy, "namespace": "prod", "cluster": {"workloads": workloads}}
}

_selected(names, title) := {
	"path": "spec.podSelector",
	"message": concat("", ["NetworkPolicy prod/closed selects the pods of ", names, " on ", title, " nodes, where it is not enforced."]),
}

test_policy_for_pods_on_virtual_nodes if {
	web := _workload("apps/Deployment", "web", {"app": "web"}, "vn2")
	db := _workload("apps/StatefulSet", "db", {"app": "db"}, "vn2")
	machine := _workload("apps/Deployment", "shop", {"app": "web"}, "")
	_found(_policy({"matchLabels": {"app": "web"}}), [web, db, machine]) == {_selected(
		"Deployment prod/web",
		"Virtual Nodes on Azure Container Instances",
	)}
}

test_policy_for_all_pods_names_three_of_each_provider if {
	jobs := [_workload("batch/Job", name, {}, "azure_aci") | some name in ["e", "d", "c", "b", "a"]]
	pod := _workload("/Pod", "debug", {}, "vn2")
	_found(_policy({}), array.concat(jobs, [pod])) == {
		_selected("Job prod/a, Job prod/b, Job prod/c and 2 more", "Azure Container Instances"),
		_selected("Pod prod/debug", "Virtual Nodes on Azure Container Instances"),
	}
}

test_policy_without_a_selector_is_for_all_pods if {
	policy := object.remove(_policy({}), ["spec"])
	count(_found(policy, [_workload("/Pod", "debug", {}, "vn2")])) == 1
}

test_policy_of_which_the_request_knows_the_namespace if {
	policy := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "closed"}, "spec": {}}
	cluster := {"workloads": [_workload("/Pod", "debug", {}, "vn2")]}
	count(rule.violations) == 1 with input as {"object": policy, "namespace": "prod", "cluster": cluster}
	count(rule.violations) == 0 with input as {"object": policy, "namespace": "test", "cluster": cluster}
}

test_provider_of_which_nothing_is_known if _found(_policy({}), [_workload("/Pod", "debug", {}, "liqo")]) == set()

test_unknown_workloads if {
	rule.violations == set() with input as {"object": _policy({}), "cluster": {}}
}

test_policy_of_another_kind if {
	policy := object.union(_policy({}), {"apiVersion": "cilium.io/v2"})
	_found(policy, [_workload("/Pod", "debug", {}, "vn2")]) == set()
}

test_selector_of_too_many_terms_to_judge if {
	selector := {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": [format_int(index, 10) | some index in numbers.range(1, 500)]}]}
	_found(_policy(selector), [_workload("/Pod", "debug", {}, "vn2")]) == {{
		"path": "spec.podSelector",
		"message": "NetworkPolicy prod/closed selects pods by too many terms to judge.",
	}}
}
