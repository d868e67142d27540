package fleet.destinations_test

import data.fleet.destinations

_clusters := [
	{"name": "eu-1", "server": "https://10.0.0.1:6443"},
	{"name": "us-1", "server": "https://10.0.0.2:6443/"},
]

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

_target(manifest) := destinations.target(destinations.reading(manifest), _clusters, "hub")

_destination(destination) := _target(_application({"destination": destination}))

test_cluster_by_its_server if {
	_destination({"server": "https://10.0.0.2:6443"}) == {
		"is_here": false, "is_registered": true, "names": {"us-1"},
		"says": "https://10.0.0.2:6443", "path": "spec.destination.server",
	}
}

test_cluster_by_its_name if {
	_destination({"name": "us-1"}) == {
		"is_here": false, "is_registered": true, "names": {"us-1"},
		"says": "us-1", "path": "spec.destination.name",
	}
}

test_cluster_that_nobody_registered if {
	not _destination({"name": "us-2"}).is_registered
	not _destination({"server": "https://10.0.0.3:6443"}).is_registered
	_destination({"server": "https://10.0.0.3:6443"}).says == "https://10.0.0.3:6443"
}

test_hub_itself if {
	_destination({"server": "https://kubernetes.default.svc/"}).is_here
	_destination({"server": "", "name": "in-cluster"}).is_here
	_destination({"name": "hub"}).is_here
	not _destination({"name": "us-1"}).is_here
	not _destination({"server": "https://10.0.0.1:6443"}).is_here
}

test_hub_that_is_registered_by_its_own_address if {
	reading := destinations.reading(_application({"destination": {"server": "https://10.0.0.1:6443"}}))
	destinations.target(reading, _clusters, "eu-1").is_here
}

test_cluster_that_is_templated_or_not_said if {
	not _destination({"server": "{{server}}"})
	not _destination({"name": "{{ .name }}"})
	not _destination({})
	_destination({"server": "https://10.0.0.1:6443", "name": "us-1"}).names == {"eu-1"}
}

test_flux_deploys_here_unless_it_is_told_otherwise if {
	_target(_kustomization({})) == {
		"is_here": true, "is_registered": false, "names": set(),
		"says": "no spec.kubeConfig", "path": "spec.kubeConfig",
	}
	_target(_kustomization({"kubeConfig": {"secretRef": {"name": "us-1-kubeconfig"}}})) == {
		"is_here": false, "is_registered": true, "names": {"us-1"},
		"says": "us-1", "path": "spec.kubeConfig.secretRef.name",
	}
	not _target(_kustomization({"kubeConfig": {"secretRef": {"name": "prod-kubeconfig"}}}))
}

test_template_of_a_set if {
	manifest := {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet", "metadata": {"name": "web"},
		"spec": {"template": {"spec": {"destination": {"name": "us-1"}, "source": {"path": "web"}}}},
	}
	_target(manifest).path == "spec.template.spec.destination.name"
	destinations.folders(destinations.reading(manifest)) == [{"folder": "web", "path": "spec.template.spec.source.path"}]
	not destinations.reading(object.union(manifest, {"spec": {"templatePatch": "{}"}}))
}

test_other_kinds_deploy_nothing if {
	not destinations.reading({"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject"})
	not destinations.reading({"apiVersion": "apps/v1", "kind": "Deployment"})
}

test_directories_and_files_wherever_they_stand if {
	destinations.folders(destinations.reading(_application({
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
	destinations.folders(destinations.reading(_kustomization({"path": "./clusters/eu-1"}))) == [
		{"folder": "./clusters/eu-1", "path": "spec.path"},
	]
}

_workloads(manifest) := destinations.workloads(manifest, destinations.reading(manifest))

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
		count(destinations.folders(destinations.reading(few))) >= 240
		not destinations.has_too_many_folders(destinations.reading(few))
	}
	every many in [_sources(251), _files(251)] {
		not destinations.folders(destinations.reading(many))
		destinations.has_too_many_folders(destinations.reading(many))
	}
}
