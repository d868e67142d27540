package fleet.placement.federated.target_clusters_test

import data.fleet.placement.federated.target_clusters

_places(manifest) := sort([found.path | some found in target_clusters.everywhere(manifest)])

_policy(placement) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "web"}, "spec": {"placement": placement},
}

test_found_has_the_words_of_the_data if {
	target_clusters.everywhere(_policy({})) == {{
		"path": "spec.placement", "system": "karmada",
		"says": "names no cluster in its placement", "clusters": "every cluster of Karmada",
		"fix": concat(" ", [
			"name the clusters in spec.placement.clusterAffinity.clusterNames,",
			"or select them there by a label that their owners set",
		]),
	}}
}

test_affinity_that_says_nothing_is_as_good_as_none if {
	every affinity in [{}, null, {"labelSelector": {}}, {"labelSelector": {"matchLabels": {}}, "clusterNames": [], "exclude": null}] {
		_places(_policy({"clusterAffinity": affinity})) == ["spec.placement"]
	}
}

test_affinity_that_says_something if {
	every affinity in [
		{"clusterNames": ["eu-1"]},
		{"exclude": ["edge-7"]},
		{"labelSelector": {"matchExpressions": [{"key": "tier", "operator": "Exists"}]}},
	] {
		_places(_policy({"clusterAffinity": affinity})) == []
	}
}

test_one_of_several_affinities_that_says_nothing if {
	_places(_policy({"clusterAffinities": [
		{"affinityName": "first", "clusterNames": ["eu-1"]},
		{"affinityName": "rest"},
	]})) == ["spec.placement.clusterAffinities[1]"]
}

test_what_chooses_among_all_clusters_is_a_choice if {
	_places(_policy({"spreadConstraints": [{"spreadByField": "cluster", "maxGroups": 2}]})) == []
	_places(_policy({"clusterAffinities": [{"affinityName": "all"}], "spreadConstraints": [{"maxGroups": 2}]})) == []
	weights := [{"targetCluster": {"clusterNames": ["eu-1"]}, "weight": 1}]
	_places(_policy({"replicaScheduling": {"weightPreference": {"staticWeightList": weights}}})) == []
	_places(_policy({"replicaScheduling": {"replicaSchedulingType": "Duplicated"}})) == ["spec.placement"]
}

_federated(placement) := {
	"apiVersion": "types.kubefed.io/v1beta1", "kind": "FederatedDeployment",
	"metadata": {"name": "web"}, "spec": {"placement": placement},
}

test_selector_that_has_to_be_there_and_empty if {
	_places(_federated({"clusterSelector": {}})) == ["spec.placement.clusterSelector"]
	_places(_federated({"clusterSelector": {"matchLabels": {}}, "clusters": null})) == ["spec.placement.clusterSelector"]
	_places(_federated({"clusterSelector": {"matchLabels": {"region": "eu"}}})) == []
	_places(_federated({"clusterSelector": null})) == []
	_places(_federated({})) == []
}

test_list_that_counts_even_when_it_is_empty if _places(_federated({"clusterSelector": {}, "clusters": []})) == []

_resource_placement(policy) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ResourcePlacement",
	"metadata": {"name": "web"}, "spec": policy,
}

test_value_that_is_the_default if {
	every policy in [
		{},
		{"policy": {}},
		{"policy": {"placementType": "PickAll"}},
		{"policy": {"affinity": {"clusterAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1}]}}}},
	] {
		_places(_resource_placement(policy)) == ["spec.policy"]
	}
	required := {"clusterSelectorTerms": [{"labelSelector": {"matchLabels": {"region": "eu"}}}]}
	every policy in [
		{"placementType": "PickN", "numberOfClusters": 2},
		{"placementType": "PickFixed", "clusterNames": ["eu-1"]},
		{"affinity": {"clusterAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": required}}},
	] {
		_places(_resource_placement({"policy": policy})) == []
	}
}

_application_set(generators) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
	"metadata": {"name": "web"}, "spec": {"generators": generators},
}

_eu := {"selector": {"matchLabels": {"region": "eu"}}}

test_generator_of_every_cluster if {
	_places(_application_set([{"list": {}}, {"clusters": {}}])) == ["spec.generators[1].clusters"]
	_places(_application_set([{"clusters": {"selector": {}, "values": {"replicas": "2"}}}])) == ["spec.generators[0].clusters"]
}

_registered := {"argocd.argoproj.io/secret-type": "cluster"}

test_generator_of_what_every_cluster_bears if {
	_places(_application_set([{"clusters": {"selector": {"matchLabels": _registered}}}])) == ["spec.generators[0].clusters"]
	every selector in [
		{"matchLabels": {"argocd.argoproj.io/secret-type": "other"}},
		{"matchLabels": object.union(_registered, _eu.selector.matchLabels)},
		{"matchLabels": _registered, "matchExpressions": [{"key": "region", "operator": "Exists"}]},
	] {
		_places(_application_set([{"clusters": {"selector": selector}}])) == []
	}
}

test_generator_of_chosen_clusters if {
	every generator in [
		{"clusters": _eu},
		{"clusters": {"flatList": true}},
		{"clusters": {}, "selector": _eu.selector},
		{"list": {"elements": [{"clusters": {}}]}},
		{"git": {"directories": [{"path": "clusters/*"}]}},
	] {
		_places(_application_set([generator])) == []
	}
}

test_nested_generator_of_every_cluster if {
	git := {"git": {"directories": [{"path": "apps/*"}]}}
	matrix := {"matrix": {"generators": [git, {"clusters": {}}]}}
	_places(_application_set([matrix])) == ["spec.generators[0].matrix.generators[1].clusters"]
	merge := {"merge": {"mergeKeys": ["server"], "generators": [matrix, {"list": {}}]}}
	_places(_application_set([merge])) == ["spec.generators[0].merge.generators[0].matrix.generators[1].clusters"]
}

test_nested_generator_that_others_narrow if {
	per_cluster := {"git": {"files": [{"path": "clusters/{{.name}}/apps.yaml"}]}}
	every generator in [
		{"matrix": {"generators": [{"clusters": {}}, per_cluster]}},
		{"matrix": {"generators": [{"clusters": {}}, {"list": {}}]}, "selector": _eu.selector},
		{"merge": {"generators": [{"list": {}}, {"clusters": {}}]}},
		{"merge": {"generators": [{"clusters": {}}, {"list": {}}]}, "selector": _eu.selector},
	] {
		_places(_application_set([generator])) == []
	}
}

test_template_of_its_own_does_not_narrow_a_generator if {
	clusters := {"clusters": {"values": {"host": "{{.name}}.example.org"}}}
	_places(_application_set([{"matrix": {"generators": [clusters, {"list": {}}]}}])) == ["spec.generators[0].matrix.generators[0].clusters"]
}

test_what_is_no_placement_is_nowhere_open if {
	_places({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}) == []
	_places({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "OverridePolicy", "metadata": {"name": "web"}, "spec": {}}) == []
}

_affinities(number) := [{"affinityName": "all"} | some _ in numbers.range(1, number)]

test_list_that_is_too_long_is_judged_by_its_length_alone if {
	most := _policy({"clusterAffinities": _affinities(250)})
	count(target_clusters.everywhere(most)) == 250
	not target_clusters.is_too_large(most)
	more := _policy({"clusterAffinities": _affinities(251)})
	target_clusters.everywhere(more) == set()
	target_clusters.is_too_large(more)
}

_joining(way, number, length) := _application_set([{way: {"generators": [{"clusters": {}} | some _ in numbers.range(1, length)]}} |
	some _ in numbers.range(1, number)
])

# All of a matrix count, and the first of a merge.
test_nested_lists_are_judged_up_to_a_number_together if {
	every most in [_joining("matrix", 83, 2), _joining("merge", 125, 3)] {
		count(target_clusters.everywhere(most)) > 0
		not target_clusters.is_too_large(most)
	}
	every more in [_joining("matrix", 84, 2), _joining("merge", 126, 3)] {
		target_clusters.everywhere(more) == set()
		target_clusters.is_too_large(more)
	}
}
