package fleet.rules.own_no_latest_tag_test

import data.fleet.rules.own_no_latest_tag as rule

_deployment(field, images) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "cart", "namespace": "shop"},
	"spec": {"template": {"spec": {field: [{"image": image} | some image in images]}}},
}

_paths(manifest) := {violation.path | some violation in violations} if {
	violations := rule.violations with input.object as manifest
}

test_violation_names_object_and_image if {
	rule.violations == {{
		"path": "spec.template.spec.containers[0].image",
		"message": "Deployment shop/cart runs nginx:latest, which may be another image tomorrow.",
	}} with input.object as _deployment("containers", ["nginx:latest"])
}

test_each_image_that_may_change_is_named if {
	_paths(_deployment("initContainers", ["nginx", "localhost:5000/nginx", "nginx:1.29"])) == {
		"spec.template.spec.initContainers[0].image",
		"spec.template.spec.initContainers[1].image",
	}
}

test_version_or_digest_is_enough if {
	_paths(_deployment("containers", ["nginx:1.29", "localhost:5000/nginx:1.29", "nginx@sha256:5f4"])) == set()
}
