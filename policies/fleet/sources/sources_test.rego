package fleet.sources_test

import data.fleet.sources

_application(spec) := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
	"metadata": {"name": "cart", "namespace": "argocd"},
	"spec": spec,
}

_kustomization(spec) := {
	"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
	"metadata": {"name": "apps", "namespace": "flux-system"},
	"spec": spec,
}

_plain := {"release": "cart", "valueFiles": [], "ignoreMissing": false, "values": "", "parameters": []}

_cart := {
	"path": "apps/cart", "repository": "https://example.org/fleet.git", "reference": "",
	"namespace": "", "moves": false, "kustomize": false, "recurse": false, "helm": _plain,
}

_source := {"repoURL": "https://example.org/fleet.git", "path": "apps/cart"}

_folders_of_source(more) := sources.folders(_application({"source": object.union(_source, more)}))

test_folder_of_an_application if {
	_folders_of_source({}) == [_cart]
	manifest := _application({"source": _source, "destination": {"namespace": "shop"}})
	sources.folders(manifest) == [object.union(_cart, {"namespace": "shop"})]
}

test_folders_of_several_sources if {
	chart := {"repoURL": "https://charts.example.org", "chart": "redis", "targetRevision": "1.0.0"}
	other := object.union(_source, {"path": "apps/web"})
	sources.folders(_application({"sources": [_source, chart, other]})) == [_cart, object.union(_cart, {"path": "apps/web"})]
}

test_folder_with_all_below_it if {
	_folders_of_source({"directory": {"recurse": true}}) == [object.union(_cart, {"recurse": true})]
}

test_what_helm_is_told if {
	helm := {
		"releaseName": "shop-cart", "valueFiles": ["prod.yaml"], "ignoreMissingValueFiles": true,
		"values": "replicas: 3\n",
		"parameters": [
			{"name": "tag", "value": "1.0", "forceString": true},
			{"name": "replicas", "value": "3"},
		],
	}
	_folders_of_source({"helm": helm})[0].helm == {
		"release": "shop-cart", "valueFiles": ["prod.yaml"], "ignoreMissing": true, "values": "replicas: 3\n",
		"parameters": [
			{"name": "tag", "value": "1.0", "isText": true},
			{"name": "replicas", "value": "3", "isText": false},
		],
	}
}

test_values_as_an_object_come_first if {
	helm := {"values": "replicas: 3", "valuesObject": {"replicas": 5}}
	_folders_of_source({"helm": helm})[0].helm.values == `{"replicas":5}`
}

test_what_is_templated_or_made_by_a_plugin_is_left_out if {
	_folders_of_source({"path": "apps/{{path.basename}}"}) == []
	_folders_of_source({"plugin": {"name": "cdk8s"}}) == []
	sources.folders(_application({})) == []
}

test_folder_in_the_template_of_a_set if {
	manifest := {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
		"metadata": {"name": "cart"},
		"spec": {"template": {"spec": {"source": _source}}},
	}
	sources.folders(manifest) == [_cart]
}

test_folder_of_a_kustomization if {
	reference := {"kind": "GitRepository", "name": "fleet"}
	sources.folders(_kustomization({"path": "./apps", "sourceRef": reference, "targetNamespace": "shop"})) == [{
		"path": "./apps", "repository": "", "reference": "GitRepository/flux-system/fleet",
		"namespace": "shop", "moves": true, "kustomize": true, "recurse": false,
		"helm": object.union(_plain, {"release": "apps"}),
	}]
}

test_folder_of_a_kustomization_without_a_path_is_the_root if {
	reference := {"kind": "GitRepository", "name": "fleet", "namespace": "sources"}
	[folder] := sources.folders(_kustomization({"sourceRef": reference}))
	folder.path == "."
	folder.reference == "GitRepository/sources/fleet"
}

test_what_is_no_repository_of_git_is_left_out if {
	sources.folders(_kustomization({"path": "./apps", "sourceRef": {"kind": "OCIRepository", "name": "fleet"}})) == []
	sources.folders(_kustomization({"path": "./apps"})) == []
}

test_other_kinds_deploy_nothing if {
	sources.folders({"apiVersion": "v1", "kind": "ConfigMap", "spec": {"source": _source}}) == []
	manifest := {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "a"}, "spec": {}}
	sources.folders(manifest) == []
}

test_repository_that_an_object_stands_for if {
	manifest := {
		"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "GitRepository",
		"metadata": {"name": "fleet", "namespace": "flux-system"},
		"spec": {"url": "ssh://git@example.org/fleet"},
	}
	sources.repository(manifest) == {
		"name": "GitRepository/flux-system/fleet",
		"address": "ssh://git@example.org/fleet",
	}
	sources.repository(_application({})) == null
}

test_kinds_with_a_namespace if {
	every api_version, kind in {"v1": "ConfigMap", "apps/v1": "Deployment", "argoproj.io/v1alpha1": "Application"} {
		sources.is_namespaced({"apiVersion": api_version, "kind": kind})
	}
}

test_kinds_without_a_namespace_or_not_known if {
	every manifest in [
		{"apiVersion": "v1", "kind": "Namespace"},
		{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole"},
		{"apiVersion": "policy.karmada.io/v1alpha1", "kind": "ClusterPropagationPolicy"},
		{"apiVersion": "example.org/v1", "kind": "Widget"},
	] {
		not sources.is_namespaced(manifest)
	}
}
