package fleet.gitops.sources.obstacles_test

import data.fleet.gitops.sources.obstacles

_application := {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "cart"}, "spec": {}}

_argocd := obstacles.rendering(_application)

_found(source) := {
	"manifest": _application, "rendering": _argocd, "reading": {"words": {"value_files": ["files"], "sources": [[]]}, "spec": source},
	"source": source, "path": object.get(source, "path", ""), "reference": {},
}

test_only_kinds_of_systems_are_rendered if {
	_argocd.folder == ["path"]
	not obstacles.rendering({"apiVersion": "apps/v1", "kind": "Deployment"})
	not obstacles.rendering({"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject"})
}

test_reasons_for_all_of_an_object if {
	not obstacles.of_all(_application)
	sources := [{"path": "a"} | some _ in numbers.range(1, 251)]
	obstacles.of_all(object.union(_application, {"spec": {"sources": sources}})) == "it names more than 250 folders"
	patched := {"apiVersion": "argoproj.io/v1alpha1", "kind": "ApplicationSet", "spec": {"templatePatch": "a"}}
	obstacles.of_all(patched) == "a patch of its template may change all of it"
}

test_reasons_for_one_source if {
	not obstacles.reason(_found({"path": "a", "plugin": null}))
	obstacles.reason(_found({"path": "a", "plugin": {}})) == "a plugin makes its manifests"
	obstacles.reason(_found({"path": "a/{{name}}"})) == "its path is templated"
	obstacles.reason(_found({"path": "a/${name}"})) == "its path is templated"
	obstacles.reason(_found({"path": "a", "repoURL": "{{url}}"})) == "its repository is templated"
	obstacles.reason(_found({"path": "a", "files": ["{{name}}.yaml"]})) == "its value file {{name}}.yaml is templated"
}

test_what_only_the_user_can_say if {
	rendering := {"references": [["sourceRef"]], "repositories": {"example.org/Git": ["url"]}}
	every kind, words in {
		"Git": "",
		"Bucket": "a Bucket is not followed",
		"ExternalArtifact": "an ExternalArtifact is not followed",
	} {
		obstacles.elsewhere({"rendering": rendering, "reference": {"kind": kind}, "source": {}, "path": "."}) == words
	}
	obstacles.elsewhere(_found({"path": "redis", "chart": "redis"})) == "its chart lies in a chart repository"
}
