package fleet.gitops.sources_test

import data.fleet.gitops.sources

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

_release(spec) := {
	"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease",
	"metadata": {"name": "cart", "namespace": "shop"},
	"spec": spec,
}

_plain := {
	"release": "cart", "valueFiles": [], "ignoreMissing": false, "values": "", "parameters": [],
	"kubeVersion": "", "apiVersions": [], "skipSchema": false,
}

_cart := {
	"path": "apps/cart", "repository": "https://example.org/fleet.git", "reference": "", "elsewhere": "",
	"namespace": "", "moves": false, "kustomize": false, "isChart": false,
	"recurse": false, "include": "", "exclude": "", "others": [".jsonnet"], "helm": _plain,
}

_source := {"repoURL": "https://example.org/fleet.git", "path": "apps/cart"}

_folders_of_source(more) := sources.folders(_application({"source": object.union(_source, more)}))

test_folder_of_an_application if {
	_folders_of_source({}) == [_cart]
	manifest := _application({"source": _source, "destination": {"namespace": "shop"}})
	sources.folders(manifest) == [object.union(_cart, {"namespace": "shop"})]
	sources.not_followed(manifest) == []
}

test_namespace_that_is_templated_is_none if {
	[folder] := sources.folders(_application({"source": _source, "destination": {"namespace": "{{name}}"}}))
	folder.namespace == ""
}

test_folders_of_several_sources if {
	chart := {"repoURL": "https://charts.example.org", "chart": "redis", "targetRevision": "1.0.0"}
	named := {"repoURL": "https://example.org/values.git", "ref": "values"}
	other := object.union(_source, {"path": "apps/web"})
	sources.folders(_application({"sources": [_source, chart, named, other]})) == [
		_cart,
		object.union(_cart, {
			"path": "redis", "repository": "https://charts.example.org",
			"elsewhere": "its chart lies in a chart repository",
		}),
		object.union(_cart, {"path": "apps/web"}),
	]
}

test_what_is_hydrated_is_what_is_dry if {
	hydrator := {"drySource": _source, "syncSource": {"targetBranch": "environments/prod", "path": "rendered"}}
	manifest := _application({"sourceHydrator": hydrator})
	sources.folders(manifest) == [_cart]
	sources.not_followed(manifest) == []
}

test_files_of_a_folder if {
	directory := {"recurse": true, "include": "*.yaml", "exclude": "old/*"}
	_folders_of_source({"directory": directory}) == [object.union(_cart, directory)]
}

test_what_cannot_be_told_is_left_out_with_the_reason if {
	every reason, more in {
		"its path is templated": {"path": "apps/{{path.basename}}"},
		"a plugin makes its manifests": {"plugin": {"name": "cdk8s"}},
	} {
		manifest := _application({"source": object.union(_source, more)})
		sources.folders(manifest) == []
		sources.not_followed(manifest) == [reason]
	}
	sources.folders(_application({})) == []
	sources.not_followed(_application({})) == []
}

test_folder_in_the_template_of_a_set if {
	manifest := {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet",
		"metadata": {"name": "cart"},
		"spec": {"template": {"spec": {"source": _source}}},
	}
	sources.folders(manifest) == [_cart]
	patched := object.union(manifest, {"spec": {"templatePatch": "spec: {}"}})
	sources.folders(patched) == []
	sources.not_followed(patched) == ["a patch of its template may change all of it"]
}

test_folder_of_a_kustomization if {
	reference := {"kind": "GitRepository", "name": "fleet"}
	sources.folders(_kustomization({"path": "./apps", "sourceRef": reference, "targetNamespace": "shop"})) == [{
		"path": "./apps", "repository": "", "reference": "GitRepository/flux-system/fleet", "elsewhere": "",
		"namespace": "shop", "moves": true, "kustomize": true, "isChart": false,
		"recurse": false, "include": "", "exclude": "", "others": [], "helm": object.union(_plain, {"release": "apps"}),
	}]
}

test_folder_of_a_kustomization_without_a_path_is_the_root if {
	reference := {"kind": "GitRepository", "name": "fleet", "namespace": "sources"}
	[folder] := sources.folders(_kustomization({"sourceRef": reference}))
	folder.path == "."
	folder.reference == "GitRepository/sources/fleet"
}

test_what_is_no_repository_of_git_is_for_the_user_to_say if {
	reference := {"kind": "OCIRepository", "name": "fleet"}
	[folder] := sources.folders(_kustomization({"path": "./apps", "sourceRef": reference}))
	folder.reference == "OCIRepository/flux-system/fleet"
	folder.elsewhere == "an OCIRepository is not followed"
	sources.folders(_kustomization({"path": "./apps"})) == []
	sources.not_followed(_kustomization({"path": "./apps"})) == ["it names no source"]
}

test_chart_of_a_release if {
	reference := {"kind": "GitRepository", "name": "fleet", "namespace": "flux-system"}
	[folder] := sources.folders(_release({"chart": {"spec": {"chart": "./charts/cart", "sourceRef": reference}}, "values": {"a": 1}}))
	folder.path == "./charts/cart"
	folder.reference == "GitRepository/flux-system/fleet"
	folder.isChart
	folder.namespace == "shop"
	folder.helm == object.union(_plain, {"values": `{"a":1}`})
}

test_chart_of_a_release_that_refers_to_it if {
	manifest := _release({"chartRef": {"kind": "OCIRepository", "name": "cart"}, "targetNamespace": "prod"})
	[folder] := sources.folders(manifest)
	folder.path == "."
	folder.reference == "OCIRepository/shop/cart"
	folder.namespace == "prod"
	folder.helm.release == "prod-cart"
}

test_release_with_values_of_other_objects if {
	manifest := _release({
		"chartRef": {"kind": "OCIRepository", "name": "cart"},
		"valuesFrom": [{"kind": "Secret", "name": "cart"}],
	})
	sources.folders(manifest) == []
	sources.not_followed(manifest) == ["some of its values come from objects that are not read"]
}

test_other_kinds_deploy_nothing if {
	every manifest in [
		{"apiVersion": "v1", "kind": "ConfigMap", "spec": {"source": _source}},
		{"apiVersion": "example.org/v1", "kind": "Widget", "spec": {"source": _source}},
	] {
		sources.folders(manifest) == []
		sources.not_followed(manifest) == []
	}
}

test_object_without_metadata_refers_to_its_own_namespace if {
	manifest := {
		"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization", "metadata": {"name": "apps"},
		"spec": {"sourceRef": {"kind": "GitRepository", "name": "fleet"}},
	}
	[folder] := sources.folders(manifest)
	folder.reference == "GitRepository//fleet"
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
