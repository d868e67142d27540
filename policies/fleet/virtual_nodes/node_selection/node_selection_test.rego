package fleet.virtual_nodes.node_selection_test

import data.fleet.virtual_nodes.node_selection

_requires(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]} | some expression in expressions],
}}}}

_all_of(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": expressions}],
}}}}

_avoids(spec) if node_selection.avoids({"spec": spec}, "liqo")

test_template_that_requires_what_no_virtual_node_of_the_system_can_be if {
	every expression in [
		{"key": "liqo.io/type", "operator": "NotIn", "values": ["virtual-node"]},
		{"key": "liqo.io/type", "operator": "DoesNotExist"},
		{"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]},
	] {
		_avoids(_requires([expression]))
	}
	_avoids({"nodeSelector": {"type": "machine"}})
}

test_template_that_may_land_on_a_virtual_node_of_the_system if {
	off := {"key": "liqo.io/type", "operator": "DoesNotExist"}
	every expressions in [
		[],
		[off, {"key": "zone", "operator": "Exists"}],
		[{"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}],
		[{"key": "liqo.io/type", "operator": "Exists"}],
	] {
		not _avoids(_requires(expressions))
	}
	not _avoids({"nodeSelector": {"type": "virtual-kubelet"}})
	not _avoids({"nodeSelector": {"disk": "fast"}})
}

_allowed(spec) := node_selection.allowed_labels({"spec": spec, "metadata": {}})

test_label_that_a_required_affinity_allows_beside_others if {
	virtual := {"key": "type", "operator": "In", "values": ["virtual-kubelet"]}
	_allowed(_requires([virtual, {"key": "zone", "operator": "Exists"}])) == {"type"}
	_allowed(_requires([{"key": "type", "operator": "In", "values": ["machine", "virtual-kubelet"]}])) == {"type"}
	_allowed(_requires([{"key": "liqo.io/type", "operator": "Exists"}, {"key": "zone", "operator": "Exists"}])) == {"liqo.io/type"}
	every expressions in [
		[{"key": "type", "operator": "In", "values": ["machine"]}],
		[{"key": "type", "operator": "NotIn", "values": ["machine"]}],
		[{"key": "type", "operator": "Exists"}],
		[virtual, {"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]}],
	] {
		_allowed(_all_of(expressions)) == set()
	}
}

test_systems_that_a_required_affinity_names if {
	names := {key: node_selection.named_by_affinity({"spec": _requires([{"key": key, "operator": "Exists"}])}) | some key in ["liqo.io/type", "zone"]}
	names == {"liqo.io/type": {"liqo"}, "zone": set()}
}

test_affinity_that_requires_nodes_with_a_label if {
	mark := {"key": "type", "value": "virtual-kubelet"}
	node_selection.requires({"spec": _requires([{"key": "type", "operator": "In", "values": ["virtual-kubelet"]}])}, mark)
	not node_selection.requires({"spec": _requires([{"key": "type", "operator": "Exists"}])}, mark)
	not node_selection.requires({"spec": {}}, mark)
}
