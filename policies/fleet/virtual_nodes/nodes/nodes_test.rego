package fleet.virtual_nodes.nodes_test

import data.fleet.virtual_nodes.nodes

test_machine_has_no_provider if not nodes.provider({"metadata": {"name": "a", "labels": {"type": "machine"}}})

test_label_of_the_nodes_of_a_system if {
	nodes.labels("eks_fargate")[0].key == "eks.amazonaws.com/compute-type"
	nodes.labels("azure_aci")[0].key == "type"
}

_node(labels, taints) := {"metadata": {"name": "burst", "labels": labels}, "spec": {"taints": taints}}

test_provider_of_a_virtual_node if {
	nodes.provider(_node({"type": "virtual-kubelet"}, [])) == "virtual_kubelet"
	nodes.provider(_node({"type": "virtual-kubelet", "liqo.io/type": "virtual-node"}, [])) == "liqo"
	nodes.provider(_node({}, [{"key": "virtual-kubelet.io/provider", "value": "azure"}])) == "azure_aci"
	nodes.provider(_node({"type": "virtual-kubelet", "virtualization": "virtualnode2"}, [])) == "vn2"
	not nodes.provider(_node({"type": "virtual"}, [{"key": "dedicated", "value": "azure"}]))
}
