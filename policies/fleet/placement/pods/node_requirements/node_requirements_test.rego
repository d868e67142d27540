package fleet.placement.pods.node_requirements_test

import data.fleet.placement.pods.node_requirements

_named(name, labels) := {"name": name, "labels": object.union(labels, {"kubernetes.io/hostname": name}), "taints": [], "provider": ""}

_nodes := [
	_named("a", {"zone": "1", "cores": "8"}),
	_named("b", {"zone": "1", "cores": "8"}),
	_named("c", {"zone": "2", "cores": "16"}),
	# The hostname is not the name of the node.
	{"name": "d", "labels": {"kubernetes.io/hostname": "d.example.com"}, "taints": [], "provider": ""},
]

_names(required) := names if {
	names := node_requirements.names(required) with input.cluster as {"nodes": _nodes}
}

_by_labels := [
	[{"key": "zone", "operator": "In", "values": ["1", "3"]}, {"a", "b"}],
	[{"key": "zone", "operator": "NotIn", "values": ["1"]}, {"c", "d"}],
	[{"key": "zone", "operator": "Exists"}, {"a", "b", "c"}],
	[{"key": "zone", "operator": "DoesNotExist"}, {"d"}],
	[{"key": "cores", "operator": "Gt", "values": ["8"]}, {"c"}],
	[{"key": "cores", "operator": "Lt", "values": ["16"]}, {"a", "b"}],
	[{"key": "zone", "operator": "Gt", "values": ["much"]}, set()],
	[{"key": "disk", "operator": "In", "values": ["ssd"]}, set()],
	[{"key": "disk", "operator": "NotIn", "values": ["ssd"]}, {"a", "b", "c", "d"}],
	[{"key": "zone", "operator": "Near", "values": ["1"]}, set()],
]

test_requirements_on_labels if {
	every pair in _by_labels {
		[requirement, names] := pair
		_names([requirement]) == names
		not node_requirements.is_by_name(requirement)
	}
}

test_places_are_indexes_of_alike_nodes if {
	every pair in _by_labels {
		[requirement, names] := pair
		ids := node_requirements.groups([requirement]) with input.cluster as {"nodes": _nodes}
		found := union({node_requirements.names_in[id] | some id in ids}) with input.cluster as {"nodes": _nodes}
		found == names
	}
}

test_requirements_on_names if {
	every pair in [
		[{"field": "metadata.name", "operator": "In", "values": ["a", "x"]}, {"a"}],
		[{"field": "metadata.name", "operator": "NotIn", "values": ["a"]}, {"b", "c", "d"}],
		[{"field": "metadata.name", "operator": "Near", "values": ["a"]}, set()],
		[{"key": "kubernetes.io/hostname", "operator": "In", "values": ["a", "d.example.com"]}, {"a", "d"}],
		[{"key": "kubernetes.io/hostname", "operator": "NotIn", "values": ["a", "d"]}, {"b", "c", "d"}],
		[{"key": "kubernetes.io/hostname", "operator": "Exists"}, {"a", "b", "c", "d"}],
		[{"key": "kubernetes.io/hostname", "operator": "DoesNotExist"}, set()],
	] {
		[requirement, names] := pair
		_names([requirement]) == names
		node_requirements.is_by_name(requirement)
	}
}

test_a_field_other_than_the_name_is_met_by_no_node if {
	_names([{"field": "spec.podCIDR", "operator": "In", "values": ["a"]}]) == set()
}

test_all_requirements_have_to_be_met if {
	zone := {"key": "zone", "operator": "In", "values": ["1"]}
	_names([zone, {"field": "metadata.name", "operator": "NotIn", "values": ["a"]}]) == {"b"}
	_names([zone, {"key": "cores", "operator": "Gt", "values": ["8"]}]) == set()
	_names([]) == {"a", "b", "c", "d"}
}
