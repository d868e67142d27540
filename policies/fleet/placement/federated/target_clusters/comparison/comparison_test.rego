package fleet.placement.federated.target_clusters.comparison_test

import data.fleet.placement.federated.target_clusters.comparison

_policy(placement) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "web"}, "spec": {"placement": placement},
}

_affinity(affinity) := _policy({"clusterAffinity": affinity})

_named(names) := _affinity({"clusterNames": names})

_is_within(now, before) if comparison.is_within(now, before)

# The first reaches less than the second, and not the other way round.
_is_narrower(less, more) if {
	_is_within(less, more)
	_is_within(less, less)
	not _is_within(more, less)
}

test_fewer_names_reach_less if {
	_is_narrower(_named(["eu-1"]), _named(["us-1", "eu-1"]))
	not _is_within(_named(["eu-1"]), _named(["us-1"]))
	_is_narrower(_named(["eu-1"]), _policy({}))
	_is_narrower(_affinity({"clusterNames": ["eu-1"], "labelSelector": _prod}), _affinity({"labelSelector": _prod}))
}

_prod := {"matchLabels": {"tier": "prod"}}

test_name_that_is_a_star_is_a_name if not _is_within(_named(["eu-1"]), _named(["*"]))

test_conditions_reach_less if {
	every condition in [
		{"exclude": ["us-1"]}, {"labelSelector": _prod},
		{"labelSelector": {"matchExpressions": [{"key": "tier", "operator": "Exists"}]}},
		{"fieldSelector": {"matchExpressions": [{"key": "region", "operator": "In", "values": ["eu"]}]}},
	] {
		_is_narrower(_affinity(object.union({"clusterNames": ["eu-1", "us-1"]}, condition)), _named(["eu-1", "us-1"]))
	}
	not _is_within(_affinity({"labelSelector": {"matchLabels": {"tier": "test"}}}), _affinity({"labelSelector": _prod}))
}

test_grants_reach_more if {
	eu := {"affinityName": "eu", "clusterNames": ["eu-1"]}
	us := {"affinityName": "us", "clusterNames": ["us-1"]}
	_is_narrower(_policy({"clusterAffinities": [us]}), _policy({"clusterAffinities": [eu, us]}))
	tolerant := {"clusterAffinity": {"clusterNames": ["eu-1"]}, "clusterTolerations": [{"key": "edge", "operator": "Exists"}]}
	_is_narrower(_named(["eu-1"]), _policy(tolerant))
}

_spread(groups) := _policy({"spreadConstraints": [{"spreadByField": "cluster", "maxGroups": groups}]})

test_all_else_is_compared_as_it_stands if {
	not _is_within(_spread(1), _spread(2))
	_is_within(_spread(2), _spread(2))
}

_federated(placement) := {
	"apiVersion": "types.kubefed.io/v1beta1", "kind": "FederatedDeployment",
	"metadata": {"name": "web"}, "spec": {"placement": placement},
}

test_list_without_names_goes_nowhere_where_names_are_required if {
	nowhere := [_federated({"clusters": []}), _federated({}), _federated({"clusters": [], "clusterSelector": _prod})]
	every less in nowhere {
		_is_narrower(less, _federated({"clusters": [{"name": "eu-1"}]}))
		_is_narrower(less, _federated({"clusterSelector": _prod}))
		_is_within(less, nowhere[0])
	}
	not _is_within(_federated({"clusterSelector": _prod}), _federated({"clusterSelector": {"matchLabels": {"tier": "test"}}}))
	not _is_within(_federated({"clusters": [{"name": "eu-1"}], "clusterSelector": _prod}), _federated({"clusterSelector": _prod}))
}

_set(references) := {
	"apiVersion": "work.open-cluster-management.io/v1alpha1", "kind": "ManifestWorkReplicaSet", "metadata": {"name": "web"},
	"spec": {"placementRefs": references},
}

test_clusters_named_by_a_field_of_an_entry if {
	prod := {"name": "prod", "rolloutStrategy": {"type": "All"}}
	_is_within(_set([{"name": "prod"}]), _set([prod]))
	_is_narrower(_set([prod]), _set([prod, {"unknown": true}]))
}

test_nothing_is_known_of_what_the_data_does_not_describe if {
	work := {"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "web"}}
	_is_within(work, work)
}

_selected(selectors) := {
	"apiVersion": "placement.kubefleet.dev/v1alpha1", "kind": "PlacementPolicy", "metadata": {"name": "web"},
	"spec": {"clusterSelectors": selectors},
}

test_placement_without_a_list_of_names_is_compared_by_the_rest if {
	[eu, us] := [{"terms": [{"matchLabels": {"region": "eu"}}]}, {"terms": [{"matchLabels": {"region": "us"}}]}]
	_is_narrower(_selected([eu]), _selected([us, eu]))
}

_wrapper(policies) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
	"metadata": {"name": "web"}, "spec": {"workload": {"manifests": policies}},
}

test_placement_that_another_object_carries_is_compared_with_the_same_one_before if {
	_is_narrower(_wrapper([_named(["eu-1"])]), _wrapper([_named(["eu-1", "us-1"])]))
	_is_narrower(_wrapper([_wrapper([_named(["eu-1"])])]), _wrapper([_wrapper([_named(["eu-1", "us-1"])])]))
	_is_within(_wrapper([]), _wrapper([_named(["eu-1"])]))
}

test_new_placement_that_another_object_carries_is_left_to_its_own_violation if {
	other := object.union(_named(["us-1"]), {"metadata": {"name": "other"}})
	_is_within(_wrapper([_named(["eu-1"]), other]), _wrapper([_named(["eu-1"])]))
}

test_two_carried_placements_of_one_name_are_each_compared if {
	_is_within(_wrapper([_named(["eu-1"]), _named(["us-1"])]), _wrapper([_named(["us-1"]), _named(["eu-1"])]))
	not _is_within(_wrapper([_named(["eu-1"]), _named(["asia-1"])]), _wrapper([_named(["us-1"]), _named(["eu-1"])]))
}

_selector(index) := {"terms": [{"matchLabels": {"region": format_int(index, 10)}}]}

test_placement_with_too_many_selectors_to_judge_is_within_no_other if {
	selectors := [_selector(index) | some index in numbers.range(1, 252)]
	_is_within(_selected(array.slice(selectors, 0, 250)), _selected(selectors))
	not _is_within(_selected(array.slice(selectors, 0, 251)), _selected(selectors))
}

test_conditions_that_change_are_compared_up_to_a_thousand if {
	repeated := ["us-1" | some _ in numbers.range(1, 1001)]
	excluding := [_affinity({"clusterNames": ["eu-1"], "exclude": names}) |
		some names in [["us-1"], array.slice(repeated, 0, 1000), repeated]
	]
	_is_within(excluding[0], excluding[1])
	_is_within(excluding[1], excluding[0])
	not _is_within(excluding[0], excluding[2])
	not _is_within(excluding[2], excluding[0])
}
