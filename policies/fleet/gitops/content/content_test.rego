package fleet.gitops.content_test

import data.fleet.gitops.content
import data.fleet.gitops.destinations

_application(spec) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
	"metadata": {"name": "web", "namespace": "argocd"},
	"spec": spec,
}

_kustomization(spec) := {
	"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
	"metadata": {"name": "apps", "namespace": "flux-system"},
	"spec": spec,
}

test_directory_of_a_template if {
	manifest := {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet", "metadata": {"name": "web"},
		"spec": {"template": {"spec": {"source": {"path": "web"}}}},
	}
	content.folders(destinations.reading(manifest)) == [{"folder": "web", "path": "spec.template.spec.source.path"}]
}

test_directories_and_files_wherever_they_stand if {
	content.folders(destinations.reading(_application({
		"source": {"path": "one", "helm": {"valueFiles": ["two.yaml", "{{three}}.yaml"]}},
		"sources": [{"repoURL": "x"}, {"path": "four"}, {"helm": {"valueFiles": ["five.yaml"]}}],
		"sourceHydrator": {"drySource": {"path": "six"}, "syncSource": {"path": "{{seven}}"}},
	}))) == [
		{"folder": "one", "path": "spec.source.path"},
		{"folder": "six", "path": "spec.sourceHydrator.drySource.path"},
		{"folder": "four", "path": "spec.sources[1].path"},
		{"folder": "two.yaml", "path": "spec.source.helm.valueFiles[0]"},
		{"folder": "five.yaml", "path": "spec.sources[2].helm.valueFiles[0]"},
	]
	content.folders(destinations.reading(_kustomization({"path": "./clusters/eu-1"}))) == [
		{"folder": "./clusters/eu-1", "path": "spec.path"},
	]
}

_workloads(manifest) := content.workloads(manifest, destinations.reading(manifest))

test_workloads_that_argo_cd_reports if {
	_workloads(object.union(_application({}), {"metadata": {"namespace": "gitops"}, "status": {"resources": [
		{"kind": "Service", "namespace": "shop", "name": "web"},
		{"kind": "Pod", "namespace": "shop", "name": "debug"},
		{"group": "apps", "kind": "Deployment", "namespace": "shop", "name": "web"},
		{"group": "apps", "kind": "StatefulSet", "namespace": "argocd", "name": "argocd-application-controller"},
		{"group": "apps", "kind": "Deployment", "namespace": "gitops", "name": "argocd-server"},
		{"group": "argoproj.io", "kind": "Application", "namespace": "shop", "name": "web"},
	]}})) == ["Pod shop/debug", "Deployment shop/web"]
}

test_workloads_that_flux_reports if {
	inventory := {"status": {"inventory": {"entries": [
		{"id": "_shop__Namespace", "v": "v1"},
		{"id": "shop_web_apps_Deployment", "v": "v1"},
		{"id": "flux-system_kustomize-controller_apps_Deployment", "v": "v1"},
	]}}}
	_workloads(object.union(_kustomization({}), inventory)) == ["Deployment shop/web"]
}

test_release_may_lie_beside_what_it_deploys if {
	_workloads({
		"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease",
		"metadata": {"name": "web", "namespace": "shop"},
		"status": {"inventory": {"entries": [{"id": "shop_web_apps_Deployment", "v": "v1"}]}},
	}) == ["Deployment shop/web"]
}

test_fields_that_are_filled_for_pods_alone if {
	images := {"kustomize": {"images": ["web=web:2"]}}
	_workloads(_application({"source": images})) == ["pods (spec.source.kustomize.images)"]
	_workloads(_application({"sources": [{}, images]})) == ["pods (spec.sources[1].kustomize.images)"]
	_workloads(_kustomization({"images": [{"name": "web", "newTag": "2"}]})) == ["pods (spec.images)"]
	_workloads(_application({"source": {"kustomize": {"images": []}}})) == []
	_workloads(_application({"source": images, "destination": {"namespace": "argocd"}})) == []
}

_sources(number) := _application({"sources": [{"path": "web"} | some _ in numbers.range(1, number)]})

_files(number) := _application({"source": {"path": "web", "helm": {"valueFiles": ["values.yaml" | some _ in numbers.range(1, number)]}}})

test_directories_and_files_are_read_up_to_a_number if {
	every few in [_sources(240), _files(240)] {
		count(content.folders(destinations.reading(few))) >= 240
		not content.has_too_many_folders(destinations.reading(few))
	}
	every many in [_sources(251), _files(251)] {
		not content.folders(destinations.reading(many))
		content.has_too_many_folders(destinations.reading(many))
	}
}
