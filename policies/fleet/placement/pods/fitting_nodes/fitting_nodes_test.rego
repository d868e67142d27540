package fleet.placement.pods.fitting_nodes_test

import data.fleet.placement.pods.fitting_nodes

_node := {
	"name": "a", "labels": {"zone": "a"}, "provider": "",
	"taints": [{"key": "team", "value": "ml", "effect": "NoSchedule"}],
}

_requiring(terms) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}

_requires(expression) := _requiring([{"matchExpressions": [expression]}])

_machine(name) := {"name": name, "labels": {"kubernetes.io/hostname": name}, "taints": [], "provider": ""}

# Names of fitting nodes, those that are alike in one set.
_fitting(spec) := {{name | some name in node.names} | some node in nodes} if {
	nodes := fitting_nodes.nodes({"spec": spec}) with input.cluster as {"nodes": [_machine("b"), _machine("c"), _node]}
}

test_nodes_that_a_pod_cannot_tell_apart_are_one if {
	_fitting({}) == {{"b", "c"}}
	_fitting({"tolerations": [{"operator": "Exists"}]}) == {{"b", "c"}, {"a"}}
	_fitting({"nodeSelector": {"disk": "ssd"}}) == set()
	_fitting({"nodeSelector": {"zone": "a"}, "tolerations": [{"operator": "Exists"}]}) == {{"a"}}
	_fitting({"nodeSelector": {"zone": "a"}}) == set()
}

test_pod_that_names_its_node_lands_there_alone if {
	every spec in [
		{"nodeName": "b"},
		{"nodeSelector": {"kubernetes.io/hostname": "b"}},
		_requires({"key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]}),
		_requiring([{"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["b"]}]}]),
	] {
		_fitting(spec) == {{"b"}}
	}
	_fitting({"nodeName": "a"}) == set()
	_fitting({"nodeName": "", "nodeSelector": {}}) == {{"b", "c"}}
}

test_any_term_may_lead_to_a_node if {
	naming := {"key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]}
	field := {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["d", "c"]}]}
	_fitting(_requiring([{"matchExpressions": [naming]}, field])) == {{"b", "c"}}
	_fitting(_requires(object.union(naming, {"operator": "NotIn"}))) == {{"c"}}
	ssd := {"matchExpressions": [{"key": "disk", "operator": "Exists"}]}
	_fitting(_requiring([ssd, {"matchExpressions": [{"key": "zone", "operator": "DoesNotExist"}]}])) == {{"b", "c"}}
}

# Kubernetes: a term without requirements matches no node.
test_an_empty_term_leads_nowhere if {
	_fitting(_requiring([{}])) == set()
	_fitting(_requiring([{"matchExpressions": []}, {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["b"]}]}])) == {{"b"}}
}

test_pod_that_requires_what_alike_nodes_share if {
	_fitting(_requires({"key": "disk", "operator": "DoesNotExist"})) == {{"b", "c"}}
}

test_without_known_nodes_there_is_nowhere_to_land if {
	every spec in [{}, {"nodeName": "b"}] {
		fitting_nodes.nodes({"spec": spec}) == [] with input.cluster as {}
	}
}

_zone := {"key": "zone", "operator": "DoesNotExist"}

test_nodes_are_not_looked_for_by_too_many_terms if {
	count(_fitting(_requiring([{"matchExpressions": [_zone]} | some _ in numbers.range(1, 25)]))) == 1
	not _fitting(_requiring([{"matchExpressions": [_zone]} | some _ in numbers.range(1, 26)]))
}

test_virtual_nodes_that_are_known if {
	fitting_nodes.has_virtual_nodes with input.cluster as {"nodes": [object.union(_machine("burst"), {"provider": "liqo"})]}
	not fitting_nodes.has_virtual_nodes with input.cluster as {"nodes": [_machine("a")]}
	not fitting_nodes.has_virtual_nodes with input.cluster as {}
}

_tainted := {"name": "burst", "labels": {}, "provider": "liqo", "taints": [{"key": "virtual-node.liqo.io/not-allowed", "effect": "NoExecute"}]}

test_virtual_nodes_that_no_taint_keeps_away if {
	bears := {name: result |
		some name, tolerations in {
			"none": [],
			"its own": [{"key": "virtual-node.liqo.io/not-allowed", "operator": "Exists"}],
			"too many": [{"key": "team", "operator": "Exists"} | some _ in numbers.range(1, 501)],
		}
		result := {true | fitting_nodes.bears_virtual_nodes({"spec": {"tolerations": tolerations}})} with input.cluster as {"nodes": [_tainted]}
	}
	bears == {"none": set(), "its own": {true}, "too many": {true}}
}
