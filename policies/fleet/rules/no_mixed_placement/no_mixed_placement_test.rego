package fleet.rules.no_mixed_placement_test

import data.fleet.rules.no_mixed_placement as rule

_machine := {"name": "eu-1-a", "labels": {}, "taints": [], "ready": true, "provider": ""}

_virtual(name) := {
	"name": name, "labels": {"type": "virtual-kubelet"}, "ready": true, "provider": "virtual_kubelet",
	"taints": [{"key": "virtual-kubelet.io/provider", "value": "mock", "effect": "NoSchedule"}],
}

_placed(spec) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "web", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
	"spec": {"template": {"spec": spec}},
}

_said(says) := concat("", ["Deployment prod/web was placed here by Karmada (label karmada.io/managed) and ", says, "."])

_tolerates_all := {"tolerations": [{"operator": "Exists"}]}

test_pod_that_asks_for_a_virtual_node if {
	rule.violations == {{
		"path": "spec.template.spec.nodeSelector[type]",
		"message": _said("selects nodes with type=virtual-kubelet"),
	}} with input as {"object": _placed({"nodeSelector": {"type": "virtual-kubelet"}})}
}

test_pod_that_fits_virtual_nodes_only if {
	nodes := [_virtual(name) | some name in ["burst-1", "burst-2", "burst-3", "burst-4"]]
	rule.violations == {{
		"path": "spec.template.spec",
		"message": _said("can run on no other node than virtual ones (burst-1, burst-2, burst-3 and 1 more)"),
	}} with input as {"object": _placed(_tolerates_all), "cluster": {"nodes": nodes}}
}

test_pod_that_merely_can_land_on_a_virtual_node if {
	rule.violations == {{
		"path": "spec.template.spec",
		"message": _said("can also land on virtual nodes (burst)"),
		"action": "warn",
	}} with input as {"object": _placed(_tolerates_all), "cluster": {"nodes": [_virtual("burst"), _machine]}}
}

test_pod_that_fits_machines_only if {
	rule.violations == set() with input as {"object": _placed({}), "cluster": {"nodes": [_virtual("burst"), _machine]}}
}

test_namespace_that_lets_its_pods_run_on_virtual_nodes if {
	rule.violations == {{
		"path": "spec.template.spec",
		"message": _said("can also land on virtual nodes (label liqo.io/scheduling-enabled on its namespace)"),
		"action": "warn",
	}} with input as {
		"object": _placed({}),
		"namespaceObject": {"metadata": {"labels": {"liqo.io/scheduling-enabled": "true"}}},
	}
}

test_pods_carried_for_another_cluster if {
	rule.violations == {{
		"path": "spec.workload.manifests[0].spec.template.spec.runtimeClassName",
		"message": "Deployment prod/web is placed by Karmada (Work karmada-es-m1/web) and asks for the runtime class liqo.",
	}} with input as {"object": {
		"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work",
		"metadata": {"name": "web", "namespace": "karmada-es-m1"},
		"spec": {"workload": {"manifests": [{
			"apiVersion": "apps/v1", "kind": "Deployment",
			"metadata": {"name": "web", "namespace": "prod"},
			"spec": {"template": {"spec": {"runtimeClassName": "liqo"}}},
		}]}},
	}}
}

test_offloading_policy_that_a_federation_placed if {
	rule.violations == {{
		"path": "metadata.labels[karmada.io/managed]",
		"message": concat(" ", [
			"NamespaceOffloading prod/offloading was placed here by Karmada (label karmada.io/managed)",
			"and hands the pods of its namespace to Liqo.",
		]),
	}} with input as {"object": {
		"apiVersion": "offloading.liqo.io/v1beta1", "kind": "NamespaceOffloading",
		"metadata": {"name": "offloading", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
	}}
}
