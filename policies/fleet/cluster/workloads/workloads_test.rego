package fleet.cluster.workloads_test

import data.fleet.cluster.workloads

_provider(spec) := fact.provider if {
	some fact in workloads.facts({
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod"},
		"spec": {"template": {"spec": spec}},
	})
}

test_system_whose_nodes_the_pods_ask_for if {
	_provider({"runtimeClassName": "liqo"}) == "liqo"
	_provider({"nodeSelector": {"virtualization": "virtualnode2", "type": "virtual-kubelet"}}) == "vn2"
}

test_pods_that_ask_for_virtual_nodes_of_nobody_knows_whom if {
	_provider({"nodeSelector": {"type": "virtual-kubelet"}}) == "virtual_kubelet"
}

test_pods_that_merely_tolerate_virtual_nodes_ask_for_none if {
	_provider({"tolerations": [{"key": "virtual-node.liqo.io/not-allowed", "operator": "Exists"}]}) == ""
}

test_what_makes_no_pods_is_no_workload if {
	workloads.facts({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "namespace": "prod"}}) == set()
}

test_what_no_federation_placed_is_placed_by_none if {
	some fact in workloads.facts({
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod", "labels": {"offloading.liqo.io/origin": "eu-2"}},
		"spec": {"template": {"spec": {}}},
	})
	fact.placedBy == ""
}

test_labels_that_are_no_texts_are_left_out if {
	some fact in workloads.facts({
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod"},
		"spec": {"template": {"metadata": {"labels": {"app": "web", "version": 1.2}}, "spec": {}}},
	})
	fact.labels == {"app": "web"}
}

_task(label, spec) := {"name": label, "template": {"metadata": {"labels": {"task": label}}, "spec": spec}}

test_pods_that_differ_are_facts_of_their_own if {
	virtual := {"nodeSelector": {"virtualization": "virtualnode2", "type": "virtual-kubelet"}}
	job := {
		"apiVersion": "batch.volcano.sh/v1alpha1", "kind": "Job", "metadata": {"name": "train", "namespace": "prod"},
		"spec": {"tasks": [_task("master", {}), _task("worker", virtual), _task("worker", virtual)]},
	}
	[[fact.name, fact.labels.task, fact.provider] | some fact in workloads.facts(job)] == [["train", "master", ""], ["train", "worker", "vn2"]]
}

test_namespaces_in_which_every_workload_counts if {
	facts := [
		{"namespace": "lab", "provider": "interlink"}, {"namespace": "prod", "provider": "alibaba_eci"},
		{"namespace": "shop", "provider": "liqo"}, {"namespace": "test", "provider": ""}, {"namespace": "dev", "provider": "virtual_kubelet"},
	]
	workloads.shared_namespaces(facts) == {"lab", "prod"}
}

test_workload_that_a_placement_of_its_set_selects_counts_as_placed if {
	web := {
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"},
		"spec": {"template": {"spec": {}}},
	}
	every selected, system in {
		["apps/Deployment", "prod", "web"]: "karmada", ["apps/Deployment", "*", "*"]: "karmada", ["*", "prod", "*"]: "karmada",
		["apps/Deployment", "test", "web"]: "", ["apps/StatefulSet", "prod", "web"]: "",
	} {
		[type, namespace, name] := selected
		found := {"type": type, "namespace": namespace, "name": name, "system": "karmada"}
		some fact in workloads.facts(web) with input as {"selected": [found]}
		fact.placedBy == system
	}
}

_database(class, spec) := {
	"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db", "namespace": "prod"},
	"spec": {"template": {"spec": spec}, "volumeClaimTemplates": [{"spec": {"storageClassName": class}}]},
}

_apart(manifest) := [object.get(fact, "apartFrom", []) | some fact in workloads.facts(manifest)]

test_a_database_that_has_nothing_to_do_with_virtual_nodes if {
	_apart(_database("liqo", {})) == [["liqo"]]
	kept_off := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [
		{"key": "liqo.io/type", "operator": "NotIn", "values": ["virtual-node"]},
	]}]}}}}
	_apart(_database("gp3", kept_off)) == [["liqo"]]
	_apart(_database("gp3", {})) == [[]]
}
