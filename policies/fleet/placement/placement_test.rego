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

_machine(name) := {"name": name, "labels": {"kubernetes.io/hostname": name}, "taints": [], "provider": ""}

_fitting(spec) := nodes if {
	nodes := placement.fitting_nodes({"spec": spec}) with input.cluster as {"nodes": [_machine("a"), _machine("b"), _node]}
}

test_nodes_that_a_pod_cannot_tell_apart_are_one if {
	_fitting({}) == [{"labels": {}, "named_by": ["kubernetes.io/hostname"], "taints": [], "provider": "", "names": ["a", "b"]}]
	{node.names | some node in _fitting({"tolerations": [{"operator": "Exists"}]})} == {["a", "b"], ["a"]}
	_fitting({"nodeSelector": {"disk": "ssd"}}) == []
	selected := _fitting({"nodeSelector": {"zone": "a"}, "tolerations": [{"operator": "Exists"}]})
	[node.labels | some node in selected] == [_node.labels]
}

test_pod_that_names_its_node_lands_there_alone if {
	every spec in [
		{"nodeName": "b"},
		{"nodeSelector": {"kubernetes.io/hostname": "b"}},
		_requires({"key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]}).spec,
		{"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchFields": [
			{"key": "metadata.name", "operator": "In", "values": ["b"]},
		]}]}}}},
	] {
		_fitting(spec) == [{"provider": "", "names": ["b"]}]
	}
}

test_any_term_may_lead_to_a_node if {
	naming := {"key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]}
	field := {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["c", "a"]}]}
	terms := [{"matchExpressions": [naming]}, field]
	required := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}
	_fitting(required) == [{"provider": "", "names": ["a"]}, {"provider": "", "names": ["b"]}]
	with_another := json.patch(required, [{
		"op": "add", "path": "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0",
		"value": {"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "NotIn", "values": ["b"]}]},
	}])
	_fitting(with_another) == [{"provider": "", "names": ["a"]}, {"provider": "", "names": ["b"]}]
	_fitting(_requires(object.union(naming, {"operator": "NotIn"})).spec) == [{"provider": "", "names": ["a"]}]
}

test_node_whose_hostname_is_not_its_name_is_found_by_both if {
	node := {"name": "a", "labels": {"kubernetes.io/hostname": "a.example.com"}, "taints": [], "provider": ""}
	every spec in [{"nodeName": "a"}, {"nodeSelector": {"kubernetes.io/hostname": "a.example.com"}}] {
		placement.fitting_nodes({"spec": spec}) == [{"provider": "", "names": ["a"]}] with input.cluster as {"nodes": [node]}
	}
	placement.fitting_nodes({"spec": {"nodeSelector": {"kubernetes.io/hostname": "a"}}}) == [] with input.cluster as {"nodes": [node]}
}

test_pod_that_requires_what_alike_nodes_share if {
	_fitting(_requires({"key": "disk", "operator": "DoesNotExist"}).spec) == [
		{"labels": {}, "named_by": ["kubernetes.io/hostname"], "taints": [], "provider": "", "names": ["a", "b"]},
	]
}

test_without_known_nodes_there_is_nowhere_to_land if {
	every spec in [{}, {"nodeName": "b"}] {
		placement.fitting_nodes({"spec": spec}) == [] with input.cluster as {}
	}
}
