package fleet.rules.no_federated_stateful_test

import data.fleet.rules.no_federated_stateful as rule

_stateful_set := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {
		"name": "db", "namespace": "prod",
		"labels": {"karmada.io/managed": "true", "propagationpolicy.karmada.io/permanent-id": "14a1"},
		"annotations": {"work.karmada.io/name": "db-86699dc9c8", "resourcebinding.karmada.io/name": "db-statefulset"},
	},
}

_policy(selector) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "all", "namespace": "prod"},
	"spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}, selector]},
}

test_copy_is_named_by_its_work_and_one_mark if {
	rule.violations == {{
		"path": "metadata.labels[karmada.io/managed]",
		"message": concat(" ", [
			"StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label karmada.io/managed)",
			"and holds state of its own.",
		]),
	}} with input as {"object": _stateful_set}
}

test_template_is_to_be_placed if {
	template := object.remove(_stateful_set, ["metadata"])
	metadata := {"name": "db", "namespace": "prod", "annotations": {"propagationpolicy.karmada.io/name": "web"}}
	rule.violations == {{
		"path": "metadata.annotations[propagationpolicy.karmada.io/name]",
		"message": concat(" ", [
			"StatefulSet prod/db is to be placed by Karmada (annotation propagationpolicy.karmada.io/name)",
			"and holds state of its own.",
		]),
	}} with input as {"object": object.union(template, {"metadata": metadata})}
}

test_selector_without_a_name_catches_every_object_of_the_kind if {
	rule.violations == {{
		"path": "spec.resourceSelectors[1]",
		"message": "PropagationPolicy prod/all selects every StatefulSet, which holds state of its own, for Karmada to place.",
	}} with input as {"object": _policy({"apiVersion": "apps/v1", "kind": "StatefulSet"})}
}

test_selector_names_an_operators_kind_that_has_a_way_of_its_own if {
	selector := {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "name": "orders"}
	rule.violations == {{
		"path": "spec.resourceSelectors[1]",
		"message": "PropagationPolicy prod/all selects Cluster orders, which holds PostgreSQL data, for Karmada to place.",
		"fix": data.fleet.stateful.kinds["postgresql.cnpg.io/Cluster"].multi_cluster.why,
	}} with input as {"object": _policy(selector)}
}

test_selector_of_another_group_is_another_kind if {
	rule.violations == set() with input as {"object": _policy({"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Cluster"})}
}

test_stateful_set_of_nobody_passes if {
	rule.violations == set() with input as {"object": object.remove(_stateful_set, ["metadata"])}
}
