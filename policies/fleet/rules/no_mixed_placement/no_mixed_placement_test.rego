package fleet.rules.no_mixed_placement_test

import data.fleet.placement.federated.size_limits
import data.fleet.rules.no_mixed_placement as rule

# Its identity and its fix apart, which have tests of their own.
_told := {object.remove(violation, ["key", "reach", "clusters", "fix"]) | some violation in rule.violations}

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
	_told == {{
		"path": "spec.template.spec.nodeSelector[type]",
		"message": _said("selects nodes with type=virtual-kubelet"),
	}} with input as {"object": _placed({"nodeSelector": {"type": "virtual-kubelet"}})}
}

test_fix_is_the_federations_or_takes_the_object_from_it if {
	metadata := {"labels": {"karmada.io/managed": "true"}, "annotations": {"propagationpolicy.karmada.io/name": "web"}}
	copy := object.union(_placed({"nodeSelector": {"type": "virtual-kubelet"}}), {"metadata": metadata})
	[violation.fix | some violation in rule.violations] == [concat(" ", [
		"let Karmada place it on machines, or take it out of the resourceSelectors",
		"of PropagationPolicy web in Karmada and deploy it in this cluster by itself",
	])] with input as {"object": copy}
}

test_pod_that_fits_virtual_nodes_only if {
	nodes := [_virtual(name) | some name in ["burst-1", "burst-2", "burst-3", "burst-4"]]
	_told == {{
		"path": "spec.template.spec",
		"message": _said("can run on no node but 4 virtual nodes"),
	}} with input as {"object": _placed(_tolerates_all), "cluster": {"nodes": nodes}}
}

test_pod_that_asks_for_what_it_fits_anyway_is_told_once if {
	spec := object.union(_tolerates_all, {"nodeSelector": {"type": "virtual-kubelet"}})
	[violation.path | some violation in rule.violations] == ["spec.template.spec.nodeSelector[type]"] with input as {
		"object": _placed(spec), "cluster": {"nodes": [_virtual("burst")]},
	}
}

test_nodes_of_this_cluster_say_nothing_of_a_template_for_others if {
	template := {
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "annotations": {"propagationpolicy.karmada.io/name": "web"}},
		"spec": {"template": {"spec": _tolerates_all}},
	}
	rule.violations == set() with input as {"object": template, "cluster": {"nodes": [_virtual("burst")]}}
}

test_pod_that_merely_can_land_on_a_virtual_node if {
	_told == {{
		"path": "spec.template.spec",
		"message": _said("can also land on 1 virtual node"),
		"action": "warn",
	}} with input as {"object": _placed(_tolerates_all), "cluster": {"nodes": [_virtual("burst"), _machine]}}
}

test_pod_that_fits_machines_only if {
	rule.violations == set() with input as {"object": _placed({}), "cluster": {"nodes": [_virtual("burst"), _machine]}}
}

test_namespace_that_lets_its_pods_run_on_virtual_nodes if {
	_told == {{
		"path": "spec.template.spec",
		"message": _said("can also land on virtual nodes (label liqo.io/scheduling-enabled on its namespace)"),
		"action": "warn",
	}} with input as {
		"object": _placed({}),
		"namespaceObject": {"metadata": {"labels": {"liqo.io/scheduling-enabled": "true"}}},
	}
}

test_pods_carried_for_another_cluster if {
	_told == {{
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
	_told == {{
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

test_part_of_a_workload_that_goes_to_virtual_nodes if {
	subsets := [{"name": "machines"}, {"name": "burst", "tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]}]
	spec := {"template": {"deploymentTemplate": {"spec": {"template": {"spec": {}}}}}, "topology": {"subsets": subsets}}
	_told == {{
		"path": "spec.topology.subsets[1].tolerations[0]",
		"message": concat(" ", [
			"UnitedDeployment prod/web was placed here by Karmada (label karmada.io/managed)",
			"and tolerates virtual-kubelet.io/provider.",
		]),
	}} with input as {"object": {
		"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment",
		"metadata": {"name": "web", "namespace": "prod", "labels": {"karmada.io/managed": "true"}}, "spec": spec,
	}}
}

test_pod_template_of_one_of_several_kinds if {
	template := {"cloneSetTemplate": {"spec": {"template": {"spec": {"nodeSelector": {"type": "virtual-kubelet"}}}}}}
	[violation.path | some violation in rule.violations] == [
		"spec.template.cloneSetTemplate.spec.template.spec.nodeSelector[type]",
	] with input as {"object": {
		"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment",
		"metadata": {"name": "web", "labels": {"karmada.io/managed": "true"}}, "spec": {"template": template},
	}}
}

_offloaded := {"metadata": {"name": "prod", "labels": {"liqo.io/scheduling-enabled": "true"}}}

test_pod_that_keeps_off_the_virtual_nodes_of_its_namespace if {
	rule.violations == set() with input as {
		"object": _placed({"nodeSelector": {"liqo.io/type": "none"}}),
		"namespaceObject": _offloaded,
	}
}

_binding(node) := {
	"apiVersion": "v1", "kind": "Binding",
	"metadata": {"name": "web-5d4f-x2x7k", "namespace": "prod"},
	"target": {"kind": "Node", "name": node},
}

_pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-5d4f-x2x7k", "namespace": "prod"}, "spec": {}}

_replica_set := {
	"apiVersion": "apps/v1", "kind": "ReplicaSet",
	"metadata": {"name": "web-5d4f", "namespace": "prod", "annotations": {"work.karmada.io/name": "web-86699dc9c8"}},
}

_bound(owners, node) := {"object": _binding(node), "owners": owners, "cluster": {"nodes": [_virtual("burst"), _machine]}}

_bound_to_burst(says) := {{
	"path": "target.name",
	"message": concat(" ", [
		"Pod prod/web-5d4f-x2x7k is bound to the virtual node burst (Virtual Kubelet), and",
		concat("", [says, "."]),
	]),
}}

test_pod_that_is_bound_to_a_virtual_node if {
	_told == _bound_to_burst("Deployment prod/web was placed here by Karmada (label karmada.io/managed)") with input as _bound(
		[_pod, _replica_set, _placed({})],
		"burst",
	)
}

test_copied_annotation_of_a_replica_set_counts_for_its_pods if {
	says := concat("", [
		"ReplicaSet prod/web-5d4f was placed here by Karmada ",
		"(Work web-86699dc9c8, annotation work.karmada.io/name)",
	])
	_told == _bound_to_burst(says) with input as _bound([_pod, _replica_set], "burst")
}

test_pod_that_is_bound_to_a_machine_or_was_placed_by_nobody if {
	template := {
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "annotations": {"propagationpolicy.karmada.io/name": "web"}},
	}
	rule.violations == set() with input as _bound([_pod, _placed({})], "eu-1-a")
	rule.violations == set() with input as _bound([_pod, _placed({})], "unknown")
	rule.violations == set() with input as _bound([_pod], "burst")
	rule.violations == set() with input as _bound([_pod, template], "burst")
	rule.violations == set() with input as object.remove(_bound([], "burst"), ["owners"])
}

test_only_a_binding_is_judged_by_its_target if {
	rule.violations == set() with input as object.union(
		_bound([_pod, _placed({})], "burst"),
		{"object": {"apiVersion": "example.org/v1", "kind": "Route", "metadata": {"name": "web"}, "target": {"name": "burst"}}},
	)
}

_offloading(strategy) := {
	"apiVersion": "offloading.liqo.io/v1beta1", "kind": "NamespaceOffloading",
	"metadata": {"name": "offloading", "namespace": "prod"}, "spec": {"podOffloadingStrategy": strategy},
}

_workload(namespace, name, federation) := {
	"type": "apps/Deployment", "namespace": namespace, "name": name,
	"labels": {}, "provider": "", "placedBy": federation, "holds": "",
}

_known := {"workloads": [_workload("prod", "web", "karmada"), _workload("prod", "a", ""), _workload("test", "b", "karmada")]}

_offloading_says := "NamespaceOffloading prod/offloading hands the pods of its namespace to Liqo, and"

test_namespace_of_federated_workloads_is_forced_onto_virtual_nodes if {
	_told == {{
		"path": "metadata.namespace",
		"message": concat(" ", [_offloading_says, "Deployment prod/web was placed by Karmada."]),
	}} with input as {"object": _offloading("Remote"), "namespace": "prod", "cluster": _known}
}

test_namespace_of_federated_workloads_is_opened_to_virtual_nodes if {
	workloads := array.concat(_known.workloads, [_workload("prod", "zoo", "karmada")])
	_told == {{
		"path": "metadata.namespace",
		"message": concat(" ", [_offloading_says, "Deployment prod/web was placed by Karmada, and 1 more."]),
		"action": "warn",
	}} with input as {"object": _offloading("LocalAndRemote"), "namespace": "prod", "cluster": {"workloads": workloads}}
}

test_namespace_of_federated_workloads_is_labelled if {
	workloads := array.concat(_known.workloads, [_workload("prod", "zoo", "karmada")])
	_told == {{
		"path": "metadata.labels[liqo.io/scheduling-enabled]",
		"message": concat(" ", [
			"Namespace prod lets its pods run on virtual nodes of Liqo (label liqo.io/scheduling-enabled),",
			"and one Deployment was placed by Karmada, and 1 more.",
		]),
		"action": "warn",
	}} with input as {"object": object.union({"apiVersion": "v1", "kind": "Namespace"}, _offloaded), "namespace": "", "cluster": {"workloads": workloads}}
}

test_federated_namespace_with_the_label_and_without_federated_workloads if {
	labels := {"karmada.io/managed": "true", "liqo.io/scheduling-enabled": "true"}
	rule.violations == set() with input as {
		"object": {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod", "labels": labels}},
		"cluster": {"workloads": [_workload("prod", "a", "")]},
	}
}

_identities := {[violation.key, violation.reach] | some violation in rule.violations}

_key(check) := {"subject": ["apps/Deployment", "prod", "web"], "system": "karmada", "check": check}

test_violation_is_known_again_by_the_wish_or_by_who_is_behind_the_nodes if {
	intent := {["", ["virtual_kubelet", "selects nodes with type=virtual-kubelet"]]}
	_identities == {[_key("asks"), intent]} with input as {"object": _placed({"nodeSelector": {"type": "virtual-kubelet"}})}
	_identities == {[_key("lands"), {"virtual_kubelet"}]} with input as {
		"object": _placed(_tolerates_all), "cluster": {"nodes": [_virtual("burst"), _machine]},
	}
}

test_subset_is_known_again_by_its_name if {
	subset := {"name": "burst", "tolerations": [{"key": "virtual-kubelet.io/provider", "value": "azure"}]}
	united := {
		"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment",
		"metadata": {"name": "web", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
		"spec": {"topology": {"subsets": [{"name": "base"}, subset]}},
	}
	{violation.reach | some violation in rule.violations} == {
	{[place, [provider, "tolerates virtual-kubelet.io/provider"]] | some place in ["", ["spec", "topology", "subsets", "burst"]]} |
		some provider in ["azure_aci", "virtual_kubelet"]
	} with input as {"object": united}
}

_too_large := object.remove(size_limits.words, ["fix"])

test_pods_that_ask_for_nodes_in_so_many_terms if {
	terms := [{"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": [format_int(index, 10)]}]} |
		some index in numbers.range(1, 101)
	]
	affinity := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}
	_told == {object.union(_too_large, {
		"path": "spec.template.spec",
		"message": _said("asks for nodes in too many terms to judge: 101"),
	})} with input as {"object": _placed({"affinity": affinity}), "cluster": {"nodes": [_virtual_without_taint]}}
	rule.violations == set() with input as {"object": _placed({"affinity": affinity}), "cluster": {"nodes": [_machine]}}
}

_virtual_without_taint := object.union(_virtual("burst"), {"taints": []})

test_too_many_terms_that_name_virtual_nodes if {
	term := {"matchExpressions": [{"key": "liqo.io/type", "operator": "In", "values": ["virtual-node"]}]}
	affinity := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
		"nodeSelectorTerms": [term | some _ in numbers.range(1, 26)],
	}}}
	count(rule.violations) == 1 with input as {"object": _placed({"affinity": affinity})}
	tolerations := [{"key": "virtual-node.liqo.io/not-allowed", "operator": "Exists"} | some _ in numbers.range(1, 501)]
	count(rule.violations) == 1 with input as {"object": _placed({"tolerations": tolerations})}
	plain := [{"key": "team", "operator": "Exists"} | some _ in numbers.range(1, 501)]
	rule.violations == set() with input as {"object": _placed({"tolerations": plain})}
	count(rule.violations) == 1 with input as {"object": _placed({"tolerations": [{"key": "team"} | some _ in numbers.range(1, 1001)]})}
}

test_carrier_of_so_many_objects if {
	_told == {object.union(_too_large, {
		"path": "spec",
		"message": "Work karmada-es-eu/shop carries too many objects to judge: 2.",
	})} with input.object as {
		"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "shop", "namespace": "karmada-es-eu"},
		"spec": {"workload": {"manifests": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}} | some name in ["a", "b"]]}},
	}
		with data.fleet.placement.federated.embedded._objects_of_level as 1
}

_object(type, spec) := {
	"apiVersion": concat("/", [group, "v1"]), "kind": kind,
	"metadata": {"name": "web", "namespace": "prod", "labels": {"karmada.io/managed": "true"}}, "spec": spec,
} if {
	[group, kind] := split(type, "/")
}

_virtual_pod := {"spec": {"nodeSelector": {"type": "virtual-kubelet"}}}

test_each_pod_template_is_judged_and_known_again_by_its_name if {
	intent := ["virtual_kubelet", "selects nodes with type=virtual-kubelet"]
	job := _object("batch.volcano.sh/Job", {"tasks": [{"name": "master", "template": {"spec": {}}}, {"name": "worker", "template": _virtual_pod}]})
	{[violation.path, violation.reach] | some violation in rule.violations} == {[
		"spec.tasks[1].template.spec.nodeSelector[type]",
		{["", intent], [["spec", "tasks", "worker", "template"], intent]},
	]} with input as {"object": job}
}

test_part_that_asks_for_a_virtual_node if {
	workflow := _object("argoproj.io/Workflow", {"templates": [{"name": "step", "tolerations": [{"key": "virtual-node.liqo.io/not-allowed"}]}]})
	[violation.path | some violation in rule.violations] == ["spec.templates[0].tolerations[0]"] with input as {"object": workflow}
}

test_part_that_asks_for_nothing_says_nothing_of_where_it_lands if {
	workflow := _object("argoproj.io/Workflow", {"templates": [{"name": "step", "tolerations": [{"operator": "Exists"}]}]})
	rule.violations == set() with input as {"object": workflow, "cluster": {"nodes": [_virtual("burst")]}}
}

_either_term := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
	{"matchExpressions": [{"key": "type", "operator": "In", "values": ["virtual-kubelet"]}]},
	{"matchExpressions": [{"key": "disk", "operator": "Exists"}]},
]}}}}

test_one_of_two_terms_is_a_virtual_node if {
	_told == {{
		"path": "spec.template.spec.affinity.nodeAffinity",
		"message": _said("can also land on virtual nodes (required affinity allows nodes with type)"),
		"action": "warn",
	}} with input as {"object": _placed(_either_term)}
}

test_known_nodes_tell_more_than_the_terms if {
	spec := object.union(_either_term, _tolerates_all)
	_told == {{
		"path": "spec.template.spec",
		"message": _said("can run on no node but 1 virtual node"),
	}} with input as {"object": _placed(spec), "cluster": {"nodes": [_virtual("burst"), _machine]}}
}

_named_nodes(names) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [term |
	some name in names
	term := {"matchFields": [{"key": "metadata.name", "operator": "In", "values": [name]}]}
]}}}}

test_virtual_node_by_its_name if {
	_told == {{
		"path": "spec.template.spec",
		"message": _said("can run on no node but 1 virtual node"),
	}} with input as {
		"object": _placed(object.union(_named_nodes(["burst"]), _tolerates_all)), "cluster": {"nodes": [_virtual("burst"), _machine]},
	}
	[violation.action | some violation in rule.violations] == ["warn"] with input as {
		"object": _placed(object.union(_named_nodes(["burst", "eu-1-a"]), _tolerates_all)),
		"cluster": {"nodes": [_virtual("burst"), _machine]},
	}
}

_tasks(number) := _object("batch.volcano.sh/Job", {"tasks": [{"template": {"spec": {}}} | some _ in numbers.range(1, number)]})

_too_many(says) := concat("", ["Job prod/web was placed here by Karmada (label karmada.io/managed) and has too many pod templates ", says, "."])

test_too_many_templates_to_look_for_nodes if {
	nodes := [_virtual("burst"), _machine]
	rule.violations == set() with input as {"object": _tasks(2), "cluster": {"nodes": nodes}}
	rule.violations == set() with input as {"object": _tasks(3), "cluster": {"nodes": [_machine]}}
	_told == {object.union(_too_large, {
		"path": "metadata.labels[karmada.io/managed]",
		"message": _too_many("to look for nodes that take them: 3"),
		"action": "warn",
	})} with input as {"object": _tasks(3), "cluster": {"nodes": nodes}}
}

test_too_many_templates_to_judge if {
	_told == {object.union(_too_large, {
		"path": "metadata.labels[karmada.io/managed]",
		"message": _too_many("to judge: 251"),
	})} with input as {"object": _tasks(251)}
	rule.violations == set() with input as {"object": _tasks(250)}
}

_deep := _works(_works(_works(_works(_works({"apiVersion": "v1", "kind": "ConfigMap"})))))

_works(manifest) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "eu-1"},
	"spec": {"workload": {"manifests": [manifest]}},
}

test_objects_that_lie_too_deep_are_no_way_around_the_rule if {
	messages := {violation.message | some violation in rule.violations} with input as {"object": _deep}
	messages["ManifestWork eu-1/shop carries objects too deep to judge: inside more than four others."]
}
