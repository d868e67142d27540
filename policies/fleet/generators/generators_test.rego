package fleet.generators_test

import data.fleet.destinations
import data.fleet.generators

_set(spec) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
	"metadata": {"name": "web", "namespace": "argocd"},
	"spec": spec,
}

_paths(spec) := [found.path | some found in emptying] if {
	emptying := generators.emptying(_set(spec), destinations.reading(_set(spec)))
}

_all := {"generators": [{"clusters": {}}]}

test_generator_of_clusters if {
	generators.emptying(_set(_all), destinations.reading(_set(_all))) == [{
		"path": "spec.generators[0].clusters",
		"says": "the cluster leaves its generator clusters",
		"fix": data.fleet.systems.argocd.destinations.generators.fix,
	}]
}

test_generator_of_directories_that_stand_for_clusters if {
	spec := {"generators": [{"git": {
		"directories": [{"path": "apps/*"}, {"path": "clusters/*"}],
		"files": [{"path": "clusters/**/config.json", "exclude": true}],
	}}]}
	generators.emptying(_set(spec), destinations.reading(_set(spec))) == [{
		"path": "spec.generators[0].git",
		"says": "the cluster's directory leaves its generator git (clusters/*)",
		"fix": data.fleet.systems.argocd.destinations.generators.fix,
	}]
	_paths({"generators": [{"git": {"others": [{"path": "clusters/*"}]}}]}) == []
	_paths({"generators": [{"git": {"files": [{"path": "clusters/**/config.json"}]}}]}) == ["spec.generators[0].git"]
}

test_generators_inside_generators if {
	_paths({"generators": [
		{"list": {"elements": []}},
		{"matrix": {"generators": [{"git": {"directories": [{"path": "apps/*"}]}}, {"clusters": {}}]}},
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
