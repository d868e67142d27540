package fleet.rules.service_on_virtual_node_test

import data.fleet.rules.service_on_virtual_node as rule

_service(spec) := {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "prod"}, "spec": spec}

_web := {"selector": {"app": "web"}}

_workload(name, labels, provider) := {
	"type": "apps/Deployment", "namespace": "prod", "name": name, "labels": labels,
	"provider": provider, "placedBy": "", "holds": "",
}

# Its identity apart, which has a test of its own.
_found(service, workloads) := violations if {
	violations := {object.remove(violation, ["key", "reach"]) | some violation in rule.violations} with input as {
		"object": service,
		"namespace": "prod",
		"cluster": {"workloads": workloads},
	}
}

_selected(message) := {"path": "spec.selector", "message": message}

test_service_for_pods_without_an_address if {
	_found(_service(_web), [_workload("web", {"app": "web", "tier": "front"}, "hashicorp_nomad")]) == {_selected(concat(" ", [
		"Service prod/web selects no workload that is known to run on machines and does not lead to Deployment prod/web on HashiCorp Nomad nodes.",
	]))}
}

test_way_that_the_provider_has_is_named if {
	_found(_service(_web), [_workload("web", {"app": "web"}, "interlink")]) == {_selected(concat(" ", [
		"Service prod/web selects no workload that is known to run on machines and does not lead to Deployment prod/web on interLink nodes:",
		"only through a tunnel or a mesh network that is set up apart.",
	]))}
}

test_type_of_service_that_the_provider_lacks if {
	workloads := [_workload("web", {"app": "web"}, "alibaba_eci")]
	_found(_service(object.union(_web, {"type": "NodePort"})), workloads) == {_selected(concat(" ", [
		"Service prod/web of type NodePort selects no workload that is known to run on machines",
		"and does not lead to Deployment prod/web on Alibaba ECI nodes.",
	]))}
	_found(_service(object.union(_web, {"type": "LoadBalancer"})), workloads) == set()
	_found(_service(_web), workloads) == set()
}

test_each_provider_is_told_of if {
	workloads := [_workload("a", {"app": "web"}, "interlink"), _workload("b", {"app": "web"}, "hashicorp_nomad")]
	count(_found(_service(_web), workloads)) == 2
}

test_service_that_other_pods_answer_for if {
	lost := _workload("train", {"app": "web"}, "interlink")
	every provider in ["", "eks_fargate", "admiralty", "virtual_kubelet"] {
		_found(_service(_web), [lost, _workload("web", {"app": "web"}, provider)]) == set()
	}
}

test_others_that_it_does_not_select if {
	lost := _workload("web", {"app": "web"}, "interlink")
	elsewhere := object.union(_workload("web", {"app": "web"}, ""), {"namespace": "test"})
	count(_found(_service(_web), [lost, elsewhere, _workload("db", {"app": "db"}, "")])) == 1
}

test_service_that_selects_nothing_here if {
	lost := _workload("web", {"app": "web"}, "interlink")
	_found(_service({"selector": {"app": "shop"}}), [lost]) == set()
	_found(_service({"selector": {}}), [lost]) == set()
	_found(_service({"ports": [{"port": 80}]}), [lost]) == set()
	_found(_service(object.union(_web, {"type": "ExternalName"})), [lost]) == set()
	_found(object.union(_service(_web), {"apiVersion": "serving.knative.dev/v1"}), [lost]) == set()
}

test_service_of_which_the_request_knows_the_namespace if {
	service := {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": _web}
	cluster := {"workloads": [_workload("web", {"app": "web"}, "interlink")]}
	count(rule.violations) == 1 with input as {"object": service, "namespace": "prod", "cluster": cluster}
	count(rule.violations) == 0 with input as {"object": service, "namespace": "test", "cluster": cluster}
}

test_unknown_workloads if rule.violations == set() with input as {"object": _service(_web), "cluster": {}}

test_violation_is_known_again_by_its_workloads if {
	{[violation.key, violation.reach] | some violation in rule.violations} == {[
		{"system": "interlink", "check": "selects"},
		{"Deployment prod/web"},
	]} with input as {"object": _service(_web), "namespace": "prod", "cluster": {"workloads": [_workload("web", {"app": "web"}, "interlink")]}}
}

test_selector_of_too_many_labels_to_judge if {
	selector := {format_int(index, 10): "" | some index in numbers.range(1, 501)}
	_found(_service({"selector": selector}), [_workload("web", selector, "interlink")]) == {_selected("Service prod/web selects pods by too many labels to judge.")}
}
