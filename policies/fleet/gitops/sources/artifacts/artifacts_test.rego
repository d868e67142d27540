package fleet.gitops.sources.artifacts_test

import data.fleet.gitops.sources.artifacts

_generator(copies) := {
	"apiVersion": "source.extensions.fluxcd.io/v1beta1", "kind": "ArtifactGenerator",
	"metadata": {"name": "fleet", "namespace": "flux-system"},
	"spec": {
		"sources": [
			{"alias": "fleet", "kind": "GitRepository", "name": "fleet"},
			{"alias": "charts", "kind": "OCIRepository", "name": "charts", "namespace": "shop"},
			{"alias": "fleet", "kind": "Bucket", "name": "again"},
		],
		"artifacts": [{"name": "apps", "copy": copies}],
	},
}

_copies(copies) := artifacts.made(_generator(copies))[0].copies

test_folders_of_other_sources if {
	[made] := artifacts.made(_generator([{"from": "@fleet/apps/base/**", "to": "@artifact/base/"}]))
	made.name == "ExternalArtifact/flux-system/apps"
	made.copies == [{"reference": "GitRepository/flux-system/fleet", "elsewhere": "", "from": "apps/base", "to": "base"}]
	_copies([{"from": "@charts/**", "to": "@artifact/"}]) == [{
		"reference": "OCIRepository/shop/charts", "elsewhere": "an OCIRepository is not followed",
		"from": "", "to": "",
	}]
}

test_single_files_and_other_globs_are_left_out if {
	_copies([
		{"from": "@fleet/apps/a.yaml", "to": "@artifact/a.yaml"},
		{"from": "@fleet/*/base/**", "to": "@artifact/"},
		{"from": "@fleet/apps/**", "to": "@artifact/", "exclude": ["*.md"]},
		{"from": "@other/apps/**", "to": "@artifact/"},
	]) == []
}

test_other_objects_make_no_source if {
	artifacts.made({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}) == []
}
