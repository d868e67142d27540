package fleet.placement.federated.embedded_test

import data.fleet.placement.federated.embedded

_manifest_work(name, manifests) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
	"metadata": {"name": name, "namespace": "eu-1"},
	"spec": {"workload": {"manifests": manifests}},
}

_work(manifests) := {
	"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "shop", "namespace": "karmada-es-eu-1"},
	"spec": {"workload": {"manifests": manifests}},
}

_list(items) := {"apiVersion": "v1", "kind": "List", "items": items}

_web := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}

_paths(manifest) := [found.path | some found in embedded.of(manifest)]

test_ordinary_object_carries_nothing if {
	every manifest in [_web, _list([_web]), {}, {"apiVersion": 1}] {
		embedded.of(manifest) == []
	}
}

test_object_in_a_carrier_in_a_carrier if {
	inner := _work([_web])
	outer := _manifest_work("shop", [inner])
	embedded.of(outer) == [
		{
			"manifest": inner, "path": "spec.workload.manifests[0]",
			"system": "open_cluster_management", "wrapper": outer, "nested": false,
		},
		{
			"manifest": _web, "path": "spec.workload.manifests[0].spec.workload.manifests[0]",
			"system": "karmada", "wrapper": inner, "nested": true,
		},
	]
}

test_list_leaves_its_items_to_its_carrier if {
	outer := _manifest_work("shop", [_list([_list([_web])])])
	[_, _, found] := embedded.of(outer)
	found == {
		"manifest": _web, "path": "spec.workload.manifests[0].items[0].items[0]",
		"system": "open_cluster_management", "wrapper": outer, "nested": false,
	}
}

test_items_of_a_list_of_one_kind_may_leave_out_their_type if {
	typed := {"apiVersion": "apps/v1", "kind": "DeploymentList", "items": [{"metadata": {"name": "web"}}]}
	[_, found] := embedded.of(_manifest_work("shop", [typed]))
	found.manifest == _web
}

test_envelope_in_a_work if {
	_paths(_work([_envelope({"web.yaml": _web})])) == ["spec.workload.manifests[0]", "spec.workload.manifests[0].data[web.yaml]"]
}

test_four_levels_are_followed_and_the_rest_is_counted if {
	followed := _manifest_work("shop", [_work([_list([_list([_web])])])])
	count(_paths(followed)) == 4
	embedded.reviewed.too_deep == 0 with input as {"object": followed}
	too_deep := _manifest_work("shop", [_work([_list([_list([_list([_web, _web])])])])])
	count(_paths(too_deep)) == 4
	embedded.reviewed.too_deep == 2 with input as {"object": too_deep}
	embedded.reviewed.not_followed == 0 with input as {"object": too_deep}
}

test_so_many_objects_of_a_level_are_followed_and_the_rest_is_counted if {
	plain := _work([_web, _web, _web])
	listed := _work([_list([_web, _web, _web])])
	count(_paths(plain)) == 2 with data.fleet.placement.federated.embedded._objects_of_level as 2
	count(_paths(listed)) == 3 with data.fleet.placement.federated.embedded._objects_of_level as 2
	embedded.reviewed.not_followed == 3 with input as {"object": plain} with data.fleet.placement.federated.embedded._objects_of_level as 2
	embedded.reviewed.not_followed == 3 with input as {"object": listed} with data.fleet.placement.federated.embedded._objects_of_level as 2
}

_envelope(manifests) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1beta1", "kind": "ResourceEnvelope",
	"metadata": {"name": "shop"}, "data": manifests,
}

test_of_a_map_of_too_many_objects_some_are_followed_or_none if {
	two := _envelope({"one.yaml": _web, "two.yaml": _web})
	three := _envelope({"one.yaml": _web, "two.yaml": _web, "three.yaml": _web})
	_paths(two) == ["data[one.yaml]", "data[two.yaml]"] with data.fleet.placement.federated.embedded._objects_of_level as 2
	count(_paths(three)) == 2 with data.fleet.placement.federated.embedded._objects_of_level as 2
	embedded.reviewed.not_followed == 3 with input as {"object": three} with data.fleet.placement.federated.embedded._objects_of_level as 2
	many := _envelope({format_int(index, 10): _web | some index in numbers.range(1, 21)})
	_paths(many) == [] with data.fleet.placement.federated.embedded._objects_of_level as 2
	embedded.reviewed.not_followed == 21 with input as {"object": many} with data.fleet.placement.federated.embedded._objects_of_level as 2
}

test_what_is_no_object_is_carried_along_and_holds_nothing if {
	_paths(_work([null, "text", 1, [], {"kind": 1}, {"apiVersion": {}, "kind": "List", "items": 1}])) == [
		"spec.workload.manifests[0]", "spec.workload.manifests[1]", "spec.workload.manifests[2]",
		"spec.workload.manifests[3]", "spec.workload.manifests[4]", "spec.workload.manifests[5]",
	]
	_paths(_work([_list([null, "text"])])) == ["spec.workload.manifests[0]"]
}

test_those_that_may_place_others_are_told_apart if {
	inner := _work([_web])
	placing := embedded.placements with input as {"object": _manifest_work("shop", [_web, inner])}
	[found.manifest | some found in placing] == [inner]
}

_role := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "a"}}

test_of_many_objects_those_that_run_nothing_do_not_count if {
	work := _work([_role, _role, _role, _web])
	embedded.reviewed == {"objects": embedded.of(work), "not_followed": 0, "too_deep": 0} with input as {"object": work}
		with data.fleet.placement.federated.embedded._objects_of_level as 2
	_paths(work) == ["spec.workload.manifests[3]"] with data.fleet.placement.federated.embedded._objects_of_level as 2
}

test_of_a_list_that_is_much_too_long_the_first_objects_are_followed if {
	work := _work([_role | some _ in numbers.range(1, 21)])
	count(_paths(work)) == 2 with data.fleet.placement.federated.embedded._objects_of_level as 2
	embedded.reviewed.not_followed == 21 with input as {"object": work} with data.fleet.placement.federated.embedded._objects_of_level as 2
}
