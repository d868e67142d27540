package fleet.virtual_nodes.scheduling_test

import data.fleet.virtual_nodes.scheduling

_tolerates_all := {"tolerations": [{"operator": "Exists"}]}

_node(name, provider, labels) := {"name": name, "labels": labels, "taints": [], "ready": true, "provider": provider}

_virtual(name, system) := object.union(_node(name, system, {}), {"taints": [{"key": "burst", "effect": "NoSchedule"}]})

_only(spec, nodes) := systems if {
	systems := scheduling.required({"spec": spec}) with input as {"cluster": {"nodes": nodes}}
}

_also(spec, nodes) := systems if {
	systems := scheduling.additional({"spec": spec}) with input as {"cluster": {"nodes": nodes}}
}

_requires(terms) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
{"matchExpressions": [{"key": term[0], "operator": term[1], "values": term[2]}]} |
	some term in terms
]}}}}

test_wish_for_the_nodes_of_one_provider if {
	spec := {
		"nodeSelector": {"eks.amazonaws.com/compute-type": "fargate"},
		"tolerations": [{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}],
	}
	_only(spec, []) == [{
		"system": "eks_fargate",
		"says": "selects nodes with eks.amazonaws.com/compute-type=fargate",
	}]
	_only({"schedulerName": "fargate-scheduler", "runtimeClassName": "liqo"}, []) == [
		{"system": "eks_fargate", "says": "asks for the scheduler fargate-scheduler"},
		{"system": "liqo", "says": "asks for the runtime class liqo"},
	]
}

test_toleration_alone_sends_pods_nowhere if {
	_only({"tolerations": [{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}]}, []) == []
}

test_wish_for_virtual_nodes_with_a_toleration_that_says_whose if {
	tolerations := [{"key": "azure.com/aci"}, {"key": "virtual-kubelet.io/provider", "operator": "Exists"}]
	_only({"nodeSelector": {"type": "virtual-kubelet"}, "tolerations": tolerations}, []) == [{
		"system": "azure_aci",
		"says": "selects nodes with type=virtual-kubelet and tolerates azure.com/aci",
	}]
}

test_wish_for_virtual_nodes_of_nobody_knows_whom if {
	selector := {"nodeSelector": {"type": "virtual-kubelet"}}
	_only(selector, []) == []
	_only(object.union(selector, {"tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]}), []) == []
	tolerations := [{"key": "azure.com/aci"}, {"key": "virtual-node.liqo.io/not-allowed"}]
	_only(object.union(selector, {"tolerations": tolerations}), []) == []
}

test_wish_for_virtual_nodes_which_the_cluster_has_of_one_provider if {
	nodes := [_node("burst", "vn2", {"type": "virtual-kubelet"}), _node("eu-1-a", "", {"type": "machine"})]
	_only({"nodeSelector": {"type": "virtual-kubelet"}}, nodes) == [{"system": "vn2", "says": "fits no node but 1 virtual node"}]
}

test_pod_that_fits_virtual_nodes_of_one_provider_only if {
	nodes := [_virtual("burst-1", "liqo"), _virtual("burst-2", "liqo")]
	_only(_tolerates_all, nodes) == [{"system": "liqo", "says": "fits no node but 2 virtual nodes"}]
	_only(_tolerates_all, array.concat(nodes, [_node("eu-1-a", "", {})])) == []
	_only(_tolerates_all, array.concat(nodes, [_virtual("fargate", "eks_fargate")])) == []
	_only({}, nodes) == []
	_only({}, [_node("eu-1-a", "", {})]) == []
}

test_nothing_is_known_without_nodes if {
	scheduling.required({"spec": _tolerates_all}) == [] with input as {"cluster": {}}
	scheduling.additional({"spec": _tolerates_all}) == [] with input as {"cluster": {}}
}

test_daemon_set_on_every_node_that_it_fits if {
	nodes := [_node("eu-1-a", "", {}), _virtual("burst-1", "liqo"), _virtual("fargate", "eks_fargate"), _virtual("burst-2", "liqo")]
	_also(_tolerates_all, nodes) == [
		{"system": "eks_fargate", "says": "fits 1 virtual node"},
		{"system": "liqo", "says": "fits 2 virtual nodes"},
	]
	_also({}, nodes) == []
}

test_daemon_set_that_names_the_taint_of_a_provider if {
	named := {"tolerations": [{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}]}
	tolerated := [{"system": "eks_fargate", "says": "tolerates eks.amazonaws.com/compute-type"}]
	_also(named, [_node("eu-1-a", "", {})]) == tolerated
	_also(named, [_node("fargate", "eks_fargate", {})]) == [{"system": "eks_fargate", "says": "fits 1 virtual node"}]
	_also(object.union(named, {"nodeSelector": {"zone": "a"}}), []) == tolerated
	_also(object.union(named, {"nodeSelector": {"eks.amazonaws.com/compute-type": "fargate"}}), []) == [
		{"system": "eks_fargate", "says": "selects nodes with eks.amazonaws.com/compute-type=fargate"},
		{"system": "eks_fargate", "says": "tolerates eks.amazonaws.com/compute-type"},
	]
}

test_daemon_set_that_keeps_off_the_nodes_of_a_provider if {
	named := {"tolerations": [{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}]}
	_also(object.union(named, _requires([["eks.amazonaws.com/compute-type", "NotIn", ["fargate"]]])), []) == []
	count(_also(object.union(named, _requires([["eks.amazonaws.com/compute-type", "NotIn", ["ec2"]]])), [])) == 1
}

_by_nodes(spec, nodes) := landed if {
	landed := scheduling.on_known_nodes({"spec": spec}) with input as {"cluster": {"nodes": nodes}}
}

test_nodes_on_which_pods_end_up_that_ask_for_none if {
	virtual := [_virtual("a", "liqo"), _virtual("b", "eks_fargate")]
	_by_nodes(_tolerates_all, virtual) == {
		"says": "can run on no node but 2 virtual nodes", "alone": true, "systems": {"liqo", "eks_fargate"},
	}
	_by_nodes(_tolerates_all, array.concat(virtual, [_node("c", "", {})])) == {
		"says": "can also land on 2 virtual nodes", "alone": false, "systems": {"liqo", "eks_fargate"},
	}
	not _by_nodes({}, virtual)
	not _by_nodes(_tolerates_all, [_node("c", "", {})])
}
