package fleet.placement.fitting_test

import data.fleet.placement.fitting

_node := {
	"name": "a", "labels": {"zone": "a"}, "provider": "",
	"taints": [{"key": "team", "value": "ml", "effect": "NoSchedule"}],
}

_requires(expression) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]}],
}}}}

_machine(name) := {"name": name, "labels": {"kubernetes.io/hostname": name}, "taints": [], "provider": ""}

_fitting(spec) := nodes if {
	nodes := fitting.nodes({"spec": spec}) with input.cluster as {"nodes": [_machine("a"), _machine("b"), _node]}
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
		_requires({"key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]}),
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
	_fitting(_requires(object.union(naming, {"operator": "NotIn"}))) == [{"provider": "", "names": ["a"]}]
}

test_node_whose_hostname_is_not_its_name_is_found_by_both if {
	node := {"name": "a", "labels": {"kubernetes.io/hostname": "a.example.com"}, "taints": [], "provider": ""}
	every spec in [{"nodeName": "a"}, {"nodeSelector": {"kubernetes.io/hostname": "a.example.com"}}] {
		fitting.nodes({"spec": spec}) == [{"provider": "", "names": ["a"]}] with input.cluster as {"nodes": [node]}
	}
	fitting.nodes({"spec": {"nodeSelector": {"kubernetes.io/hostname": "a"}}}) == [] with input.cluster as {"nodes": [node]}
}

test_pod_that_requires_what_alike_nodes_share if {
	_fitting(_requires({"key": "disk", "operator": "DoesNotExist"})) == [
		{"labels": {}, "named_by": ["kubernetes.io/hostname"], "taints": [], "provider": "", "names": ["a", "b"]},
	]
}

test_without_known_nodes_there_is_nowhere_to_land if {
	every spec in [{}, {"nodeName": "b"}] {
		fitting.nodes({"spec": spec}) == [] with input.cluster as {}
	}
}
