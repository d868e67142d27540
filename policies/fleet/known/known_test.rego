package fleet.known_test

import data.fleet.known

test_facts_lie_beside_the_data if known.cluster == {"owner": "shop"} with data.cluster as {"owner": "shop"}

test_facts_may_come_with_the_input if {
	known.cluster.owner == "shop" with input as {"cluster": {"owner": "shop"}}
}

test_nothing_is_known_of_no_cluster if known.cluster == {}

test_exemptions_lie_in_the_same_two_places if {
	known.exemptions == []
	known.exemptions == [{}] with data.exemptions as [{}]
	known.exemptions == [{}] with input as {"exemptions": [{}]}
}

_node(name, labels) := {
	"name": name, "labels": object.union(labels, {"kubernetes.io/hostname": name}), "ready": name == "a",
	"taints": [], "provider": "",
}

test_nodes_that_differ_by_name_and_readiness_alone_are_alike if {
	known.cluster.nodes == {
		"a": {"labels": {"zone": "1"}, "named_by": ["kubernetes.io/hostname"], "taints": [], "provider": "", "names": {"a", "b"}},
		"c": {"labels": {"zone": "2"}, "named_by": ["kubernetes.io/hostname"], "taints": [], "provider": "", "names": {"c"}},
	} with input.cluster as {"nodes": [_node("b", {"zone": "1"}), _node("a", {"zone": "1"}), _node("c", {"zone": "2"})]}
}

test_nodes_are_told_apart_by_taints_and_provider if {
	node := _node("a", {})
	tainted := object.union(_node("b", {}), {"taints": [{"key": "team", "effect": "NoSchedule"}]})
	virtual := object.union(_node("c", {}), {"provider": "liqo"})
	count(known.cluster.nodes) == 3 with input.cluster as {"nodes": [node, tainted, virtual]}
}

test_claims_are_found_by_namespace_and_name if {
	known.cluster.claims == {"prod": {"data": {"ReadWriteOnce"}, "logs": set()}} with input.cluster as {"claims": [
		{"namespace": "prod", "name": "data", "accessModes": ["ReadWriteOnce"]},
		{"namespace": "prod", "name": "logs", "accessModes": []},
	]}
}

test_claims_of_one_name_have_the_modes_of_all if {
	known.cluster.claims == {"prod": {"data": {"ReadWriteMany", "ReadWriteOnce"}}} with input.cluster as {"claims": [
		{"namespace": "prod", "name": "data", "accessModes": ["ReadWriteOnce"]},
		{"namespace": "prod", "name": "data", "accessModes": ["ReadWriteMany"]},
		{"namespace": "prod", "name": "data", "accessModes": []},
	]}
}

test_a_label_that_is_not_the_name_tells_a_node_from_others if {
	node := object.union(_node("a", {}), {"labels": {"kubernetes.io/hostname": "a.example.com"}})
	[group | some group in known.cluster.nodes; group.named_by == []] == [{
		"labels": {"kubernetes.io/hostname": "a.example.com"}, "named_by": [], "taints": [], "provider": "", "names": {"a"},
	}] with input.cluster as {"nodes": [node, _node("b", {})]}
}

test_alike_nodes_are_found_by_label_and_by_taint if {
	taint := {"key": "team", "value": "ml", "effect": "NoSchedule"}
	nodes := [_node("a", {"zone": "1"}), _node("b", {"zone": "1"}), object.union(_node("c", {"zone": "2"}), {"taints": [taint]})]
	lookup := known.lookup with input.cluster as {"nodes": nodes}
	lookup.node_labels == {"zone": {"1": {"a"}, "2": {"c"}}}
	lookup.node_taints == [object.union(taint, {"nodes": {"c"}})]
}

test_a_node_that_is_named_twice_counts_once if {
	object.keys(known.cluster.nodes) == {"a"} with input.cluster as {"nodes": [_node("a", {"zone": "1"}), _node("a", {"zone": "2"})]}
}
