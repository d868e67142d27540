package fleet.placement_test

import data.fleet.placement

_node := {
	"name": "a", "labels": {"zone": "a", "cores": "16"}, "ready": true, "provider": "",
	"taints": [{"key": "team", "value": "ml", "effect": "NoSchedule"}],
}

_bare_node := object.union(_node, {"taints": []})

_requires(expression) := {"spec": {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]}],
}}}}}

_fits_with(toleration) if placement.fits({"spec": {"tolerations": [toleration]}}, _node)

test_taint_keeps_away_what_does_not_tolerate_it if not placement.fits({"spec": {}}, _node)

test_tolerations_that_match if {
	every toleration in [
		{"operator": "Exists"},
		{"key": "team", "operator": "Exists"},
		{"key": "team", "value": "ml"},
		{"key": "team", "operator": "Equal", "value": "ml", "effect": "NoSchedule"},
	] {
		_fits_with(toleration)
	}
}

test_tolerations_that_do_not_match if {
	every toleration in [
		{"key": "team", "value": "web"},
		{"key": "other", "value": "ml"},
		{"key": "team", "operator": "Lt", "value": "ml"},
		{"key": "other", "operator": "Exists"},
		{"operator": "Exists", "effect": "NoExecute"},
		{"key": "", "operator": "Equal"},
	] {
		not _fits_with(toleration)
	}
}

test_taints_that_keep_nothing_away_for_good if {
	every taint in [
		{"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"},
		{"key": "team", "effect": "PreferNoSchedule"},
	] {
		placement.fits({"spec": {}}, object.union(_node, {"taints": [taint]}))
	}
}

test_node_selector if {
	placement.fits({"spec": {"nodeSelector": {"zone": "a"}}}, _bare_node)
	not placement.fits({"spec": {"nodeSelector": {"zone": "b"}}}, _bare_node)
	not placement.fits({"spec": {"nodeSelector": {"disk": "ssd"}}}, _bare_node)
}

test_node_name if {
	placement.fits({"spec": {"nodeName": "a"}}, _bare_node)
	not placement.fits({"spec": {"nodeName": "b"}}, _bare_node)
}

test_expressions_that_hold if {
	every expression in [
		{"key": "zone", "operator": "In", "values": ["a", "b"]},
		{"key": "zone", "operator": "NotIn", "values": ["c"]},
		{"key": "disk", "operator": "NotIn", "values": ["hdd"]},
		{"key": "zone", "operator": "Exists"},
		{"key": "disk", "operator": "DoesNotExist"},
		{"key": "cores", "operator": "Gt", "values": ["8"]},
		{"key": "cores", "operator": "Lt", "values": ["32"]},
	] {
		placement.fits(_requires(expression), _bare_node)
	}
}

test_expressions_that_do_not_hold if {
	every expression in [
		{"key": "zone", "operator": "In", "values": ["c"]},
		{"key": "zone", "operator": "NotIn", "values": ["a"]},
		{"key": "disk", "operator": "Exists"},
		{"key": "zone", "operator": "DoesNotExist"},
		{"key": "cores", "operator": "Gt", "values": ["16"]},
		{"key": "zone", "operator": "Lt", "values": ["32"]},
	] {
		not placement.fits(_requires(expression), _bare_node)
	}
}

test_required_affinity_by_node_name if {
	template := {"spec": {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
		"nodeSelectorTerms": [{"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["b"]}]}],
	}}}}}
	not placement.fits(template, _bare_node)
}

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
