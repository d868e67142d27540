package fleet.rules.gitops_destination_test

import data.fleet.rules.gitops_destination as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_clusters := [
	{"name": "in-cluster", "server": "https://kubernetes.default.svc"},
	{"name": "eu-1", "server": "https://10.0.0.1:6443"},
	{"name": "us-1", "server": "https://10.0.0.2:6443"},
	{"name": "prod", "server": "https://10.0.0.3:6443"},
	{"name": "prod-eu", "server": "https://10.0.0.4:6443"},
]

_hub := {"name": "hub", "clusters": _clusters}

_application(spec, kinds) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
	"metadata": {"name": "web", "namespace": "argocd"},
	"spec": spec,
	"status": {"resources": [{"group": "apps", "kind": kind, "namespace": "shop", "name": "web"} | some kind in kinds]},
}

_here := {"destination": {"server": "https://kubernetes.default.svc", "namespace": "shop"}}

test_workloads_into_the_hub if {
	_told == {{
		"path": "spec.destination.server",
		"message": "Application argocd/web deploys Deployment shop/web into the hub itself (https://kubernetes.default.svc).",
		"fix": "name a spoke as its destination, and exempt what the hub itself needs",
	}} with input as {"object": _application(_here, ["Deployment"]), "cluster": _hub}
	_told == {{
		"path": "spec.destination.server",
		"message": concat(" ", [
			"Application argocd/web deploys DaemonSet shop/web and 2 more",
			"into the hub itself (https://kubernetes.default.svc).",
		]),
		"fix": "name a spoke as its destination, and exempt what the hub itself needs",
	}} with input as {"object": _application(_here, ["DaemonSet", "Deployment", "StatefulSet"]), "cluster": _hub}
	rule.violations == set() with input as {"object": _application(_here, ["ControllerRevision"]), "cluster": _hub}
	elsewhere := _application({"destination": {"name": "eu-1"}}, ["Deployment"])
	rule.violations == set() with input as {"object": elsewhere, "cluster": _hub}
}

test_cluster_that_deploys_to_itself_alone_is_no_hub if {
	every cluster in [
		{}, {"clusters": []}, {"clusters": array.slice(_clusters, 0, 1)},
		{"name": "eu-1", "clusters": [{"name": "eu-1", "server": "https://10.0.0.1:6443"}]},
	] {
		rule.violations == set() with input as {"object": _application(_here, ["Deployment"]), "cluster": cluster}
	}
	count(rule.violations) == 1 with input as {
		"object": _application(_here, ["Deployment"]),
		"cluster": {"clusters": _clusters},
	}
}

test_kustomization_without_a_kubeconfig_in_a_hub if {
	_told == {{
		"path": "spec.kubeConfig",
		"message": "Kustomization flux-system/apps deploys pods (spec.images) into the hub itself (no spec.kubeConfig).",
		"fix": "name a spoke as its destination, and exempt what the hub itself needs",
	}} with input as {
		"object": {
			"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
			"metadata": {"name": "apps", "namespace": "flux-system"},
			"spec": {"path": "./clusters/eu-1", "images": [{"name": "web", "newTag": "2"}]},
		},
		"cluster": _hub,
	}
}

test_cluster_that_is_not_registered if {
	_violations({"destination": {"name": "us-2"}}) == {{
		"path": "spec.destination.name",
		"message": "Application argocd/web deploys to us-2, and no cluster is registered here as that.",
		"fix": "register the cluster, or correct the destination",
	}}
	rule.violations == set() with input as {
		"object": _application({"destination": {"name": "us-2"}}, []),
		"cluster": {"name": "hub"},
	}
	count(rule.violations) == 1 with input as {
		"object": _application({"destination": {"name": "us-2"}}, []),
		"cluster": {"clusters": []},
	}
	_violations({"destination": {"name": "in-cluster"}}) == set()
}

_violations(spec) := violations if {
	violations := _told with input as {"object": _application(spec, []), "cluster": _hub}
}

_from(path, cluster) := {"destination": {"name": cluster, "namespace": "shop"}, "source": {"path": path}}

test_directory_of_another_cluster if {
	_violations(_from("clusters/us-1/web", "eu-1")) == {{
		"path": "spec.source.path",
		"message": "Application argocd/web deploys to eu-1 from the directory of us-1 (clusters/us-1/web).",
		"fix": "read the directory of the cluster that it deploys to, or correct the destination",
	}}
	_violations(_from("envs/us-1/eu-2", "prod")) == {{
		"path": "spec.source.path",
		"message": "Application argocd/web deploys to prod from the directory of us-1 (envs/us-1/eu-2).",
		"fix": "read the directory of the cluster that it deploys to, or correct the destination",
	}}
}

test_directory_of_no_other_cluster if {
	every path in ["clusters/eu-1/web", "apps/web", "clusters/us-2/web", "us-1/clusters/eu-1", "clusters/us-1-old"] {
		_violations(_from(path, "eu-1")) == set()
	}
}

test_directory_that_clusters_of_one_name_share if {
	_violations(_from("overlays/prod", "prod-eu")) == set()
	count(_violations(_from("overlays/prod-eu", "prod"))) == 1
}

test_directory_of_an_object_that_is_called_like_a_cluster if {
	named := object.union(_application(_from("apps/us-1", "eu-1"), []), {"metadata": {"name": "us-1"}})
	rule.violations == set() with input as {"object": named, "cluster": _hub}
	below := object.union(named, {"spec": _from("clusters/us-1", "eu-1")})
	count(rule.violations) == 1 with input as {"object": below, "cluster": _hub}
	_violations({"destination": {"name": "eu-1", "namespace": "us-1"}, "source": {"path": "apps/us-1"}}) == set()
}

test_directory_for_a_cluster_that_is_not_registered_is_told_once if {
	count(_violations(_from("clusters/us-1", "us-2"))) == 1
}

test_hub_reads_directories_of_others_for_what_it_deploys_there if {
	_violations({"destination": {"name": "in-cluster"}, "source": {"path": "clusters/us-1"}}) == set()
	_violations({"destination": {"name": "hub"}, "source": {"path": "clusters/us-1"}}) == set()
	registered := object.union(_hub, {"clusters": array.concat(_clusters, [{"name": "hub", "server": "https://10.0.0.9:6443"}])})
	rule.violations == set() with input as {"object": _application(_from("clusters/us-1", "hub"), []), "cluster": registered}
}

test_cluster_that_leaves_a_set_is_emptied if {
	_told == {{
		"path": "spec.generators[0].clusters",
		"message": concat(" ", [
			"ApplicationSet argocd/web deletes all that it runs in a cluster",
			"as soon as the cluster leaves its generator clusters.",
		]),
		"why": "a label that somebody changes then empties a cluster",
		"fix": data.fleet.catalogue.systems.argocd.destinations.generators.fix,
	}} with input as {"object": {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
		"metadata": {"name": "web", "namespace": "argocd"},
		"spec": {
			"generators": [{"clusters": {"selector": {"matchLabels": {"tier": "prod"}}}}],
			"template": {"spec": {"destination": {"server": "{{server}}"}, "source": {"path": "clusters/{{name}}"}}},
		},
	}}
}

test_too_many_generators_to_judge if {
	set := {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
		"metadata": {"name": "web", "namespace": "argocd"},
		"spec": {"generators": [{"list": {}} | some _ in numbers.range(1, 251)]},
	}
	_told == {{
		"path": "spec",
		"message": "ApplicationSet argocd/web has too many generators, or directories of one, to judge.",
	}} with input as {"object": set, "cluster": _hub}
}

test_too_many_directories_to_judge if {
	sources := [{"path": "clusters/us-1"} | some _ in numbers.range(1, 251)]
	_violations({"destination": {"name": "eu-1"}, "sources": sources}) == {{
		"path": "spec",
		"message": "Application argocd/web reads too many directories and files to judge.",
	}}
}
