package fleet.placement_test

import data.fleet.placement

test_pod_templates_by_kind if {
	placement.pod_template({"apiVersion": "v1", "kind": "Pod", "spec": {"nodeName": "a"}}).spec.nodeName == "a"
	not placement.pod_template({"apiVersion": "v1", "kind": "ConfigMap"})
}

_united(spec) := {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment", "spec": spec}

test_workload_that_holds_one_of_several_templates if {
	every choice in ["deploymentTemplate", "cloneSetTemplate", "statefulSetTemplate", "advancedStatefulSetTemplate"] {
		manifest := _united({"template": {choice: {"spec": {"template": {"spec": {"nodeName": "a"}}}}}})
		placement.template_path(manifest) == ["spec", "template", choice, "spec", "template"]
		placement.pod_template(manifest) == {"spec": {"nodeName": "a"}}
	}
	not placement.template_path(_united({}))
}

test_subsets_say_to_which_nodes_they_go if {
	term := {"matchExpressions": [{"key": "type", "operator": "In", "values": ["virtual-kubelet"]}]}
	tolerations := [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]
	subsets := placement.subsets(_united({"topology": {"subsets": [
		{"name": "machines"},
		{"name": "burst", "tolerations": tolerations, "nodeSelectorTerm": term},
	]}}))
	[subset.path | some subset in subsets] == ["spec.topology.subsets[0]", "spec.topology.subsets[1]"]
	[subset.template.spec.tolerations | some subset in subsets] == [[], tolerations]
	[placement.required_terms(subset.template.spec) | some subset in subsets] == [[], [term]]
	placement.subsets({"apiVersion": "apps/v1", "kind": "Deployment"}) == []
}

test_workload_without_a_pod_spec_has_no_template if {
	not placement.pod_template({"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {}}})
	not placement.pod_template({"apiVersion": "v1", "kind": "ConfigMap", "spec": {"template": {"spec": {}}}})
}
