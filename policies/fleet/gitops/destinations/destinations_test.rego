package fleet.gitops.destinations_test

import data.fleet.gitops.destinations

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
	not destinations.reading(object.union(manifest, {"spec": {"templatePatch": "{}"}}))
}

test_other_kinds_deploy_nothing if {
	not destinations.reading({"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject"})
	not destinations.reading({"apiVersion": "apps/v1", "kind": "Deployment"})
}
