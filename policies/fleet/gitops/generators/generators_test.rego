package fleet.gitops.generators_test

import data.fleet.gitops.destinations
import data.fleet.gitops.generators

_set(spec) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
	"metadata": {"name": "web", "namespace": "argocd"},
	"spec": spec,
}

_paths(spec) := [found.path | some found in emptying] if {
	emptying := generators.emptying(_set(spec), destinations.reading(_set(spec)))
}

_by_label := {"selector": {"matchLabels": {"tier": "prod"}}}

_all := {"generators": [{"clusters": _by_label}]}

test_generator_of_clusters_by_label if {
	generators.emptying(_set(_all), destinations.reading(_set(_all))) == [{
		"path": "spec.generators[0].clusters",
		"says": "the cluster leaves its generator clusters",
		"why": "a label that somebody changes then empties a cluster",
		"fix": data.fleet.catalogue.systems.argocd.destinations.generators.fix,
	}]
}

test_generator_that_no_registered_cluster_leaves if {
	every clusters in [
		{}, {"selector": {}}, {"selector": null}, {"values": {"tier": "prod"}},
		{"selector": {"matchLabels": {}, "matchExpressions": []}},
		{"selector": {"matchLabels": {"argocd.argoproj.io/secret-type": "cluster"}}},
		object.union(_by_label, {"flatList": true}),
	] {
		_paths({"generators": [{"clusters": clusters}]}) == []
	}
	_paths({"generators": [{"clusters": null}]}) == []
}

test_any_other_key_of_a_selector_can_be_taken_from_a_cluster if {
	every selector in [
		{"matchLabels": {"argocd.argoproj.io/secret-type": "cluster", "tier": "prod"}},
		{"matchExpressions": [{"key": "drained", "operator": "DoesNotExist"}]},
		{"matchLabels": null, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["prod"]}]},
	] {
		_paths({"generators": [{"clusters": {"selector": selector}}]}) == ["spec.generators[0].clusters"]
	}
	_paths({"generators": [{"clusters": object.union(_by_label, {"flatList": false})}]}) == ["spec.generators[0].clusters"]
}

test_filter_by_what_people_write_on_a_cluster if {
	by_label := {"matchExpressions": [{"key": "metadata.labels.tier", "operator": "Exists"}]}
	_paths({"generators": [{"clusters": {}, "selector": by_label}]}) == ["spec.generators[0].clusters"]
	_paths({"generators": [{"matrix": {"generators": [{"list": {}}, {"clusters": {}}]}, "selector": by_label}]}) == [
		"spec.generators[0].matrix.generators[1].clusters",
	]
	_paths({"generators": [{"matrix": {"generators": [{"clusters": {}, "selector": by_label}]}}]}) == [
		"spec.generators[0].matrix.generators[0].clusters",
	]
	by_name := {"matchExpressions": [{"key": "name", "operator": "NotIn", "values": ["in-cluster"]}]}
	_paths({"generators": [{"clusters": {}, "selector": by_name}]}) == []
}

test_generators_that_add_parameters_decide_nothing if {
	_paths({"generators": [{"merge": {"generators": [{"clusters": {}}, {"clusters": _by_label}]}}]}) == []
	_paths({"generators": [{"merge": {"generators": [{"clusters": _by_label}, {"clusters": {}}]}}]}) == [
		"spec.generators[0].merge.generators[0].clusters",
	]
}

test_generator_of_directories_that_stand_for_clusters if {
	spec := {"generators": [{"git": {
		"directories": [{"path": "apps/*"}, {"path": "clusters/*"}],
		"files": [{"path": "clusters/**/config.json", "exclude": true}],
	}}]}
	generators.emptying(_set(spec), destinations.reading(_set(spec))) == [{
		"path": "spec.generators[0].git",
		"says": "the cluster's directory leaves its generator git (clusters/*)",
		"why": "a directory that somebody moves then empties a cluster",
		"fix": data.fleet.catalogue.systems.argocd.destinations.generators.fix,
	}]
	_paths({"generators": [{"git": {"others": [{"path": "clusters/*"}]}}]}) == []
	_paths({"generators": [{"git": {"files": [{"path": "clusters/**/config.json"}]}}]}) == ["spec.generators[0].git"]
}

test_generators_inside_generators if {
	_paths({"generators": [
		{"list": {"elements": []}},
		{"matrix": {"generators": [{"git": {"directories": [{"path": "apps/*"}]}}, {"clusters": _by_label}]}},
		{"merge": {"generators": [{"clusterDecisionResource": {"configMapRef": "placement"}}]}},
	]}) == [
		"spec.generators[1].matrix.generators[1].clusters",
		"spec.generators[2].merge.generators[0].clusterDecisionResource",
	]
}

test_what_keeps_what_was_deployed if {
	every policy in [
		{"preserveResourcesOnDeletion": true},
		{"applicationsSync": "create-only"},
		{"applicationsSync": "create-update"},
	] {
		_paths(object.union(_all, {"syncPolicy": policy})) == []
	}
	every policy in [{}, {"preserveResourcesOnDeletion": false}, {"applicationsSync": "create-delete"}] {
		count(_paths(object.union(_all, {"syncPolicy": policy}))) == 1
	}
}

_with_finalizers(finalizers) := object.union(_all, {"template": {"metadata": {"finalizers": finalizers}}})

test_finalizers_of_the_template if {
	every finalizers in [
		[], ["resources-finalizer.argocd.argoproj.io"],
		["example.com/audit", "resources-finalizer.argocd.argoproj.io/background"],
	] {
		count(_paths(_with_finalizers(finalizers))) == 1
	}
	_paths(_with_finalizers(["example.com/audit"])) == []
}

test_kind_without_generators if {
	application := {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": _all}
	generators.emptying(application, destinations.reading(application)) == []
}

_generators(number) := _set({"generators": [{"clusters": _by_label} | some _ in numbers.range(1, number)]})

_directories(number) := _set({"generators": [{"git": {"directories": [{"path": "clusters/*"} | some _ in numbers.range(1, number)]}}]})

test_generators_and_directories_are_judged_up_to_a_number if {
	every most in [_generators(250), _directories(250)] {
		count(generators.emptying(most, destinations.reading(most))) == 250
		not generators.are_too_many(most, destinations.reading(most))
	}
	every more in [_generators(251), _directories(251)] {
		generators.emptying(more, destinations.reading(more)) == []
		generators.are_too_many(more, destinations.reading(more))
	}
}

_joining(way, number, length) := _set({"generators": [{way: {"generators": [{"clusters": _by_label} | some _ in numbers.range(1, length)]}} |
	some _ in numbers.range(1, number)
]})

# All of a matrix count, and the first of a merge.
test_nested_generators_are_judged_up_to_a_number_together if {
	every found, most in {166: _joining("matrix", 83, 2), 125: _joining("merge", 125, 3)} {
		count(generators.emptying(most, destinations.reading(most))) == found
		not generators.are_too_many(most, destinations.reading(most))
	}
	every more in [_joining("matrix", 84, 2), _joining("merge", 126, 3)] {
		generators.emptying(more, destinations.reading(more)) == []
		generators.are_too_many(more, destinations.reading(more))
	}
}
