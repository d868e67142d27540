package fleet.placement.federated.size_limits_test

import data.fleet.placement.federated.size_limits

_work(number) := {
	"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "shop", "namespace": "karmada-es-eu-1"},
	"spec": {"workload": {"manifests": [manifest |
		some _ in numbers.range(1, number)
		manifest := {"apiVersion": "v1", "kind": "ConfigMap"}
	]}},
}

test_objects_carried_are_judged_up_to_a_number if {
	not size_limits.embedded_objects with input.object as _work(1000)
	size_limits.embedded_objects == object.union(size_limits.words, {
		"path": "spec",
		"message": "Work karmada-es-eu-1/shop carries too many objects to judge: 1003.",
		"key": {"check": "too_large"},
		"reach": size_limits.reach(1003),
	}) with input.object as _work(1003)
}

_policy(number) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "shop", "namespace": "prod"},
	"spec": {"resourceSelectors": [selector |
		some _ in numbers.range(1, number)
		selector := {"apiVersion": "v1", "kind": "ConfigMap"}
	]},
}

test_selectors_are_judged_up_to_a_number if {
	not size_limits.selectors with input.object as _policy(250)
	size_limits.selectors == object.union(size_limits.words, {
		"path": "spec",
		"message": "PropagationPolicy prod/shop names objects by too many selectors to judge: 251.",
		"key": {"check": "too_large"},
		"reach": size_limits.reach(251),
	}) with input.object as _policy(251)
}

test_what_is_too_large_may_shrink_and_not_grow if {
	count(size_limits.reach(260) - size_limits.reach(300)) == 0
	count(size_limits.reach(300) - size_limits.reach(260)) > 0
	count(size_limits.reach(51)) > 0
}
