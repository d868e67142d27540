package fleet.rules.ownership_required_test

import data.fleet.rules.ownership_required as rule

_namespace := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod"}}

_deployment := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": {"spec": {}}},
}

_violation(message) := {"path": "metadata.labels[kubectl-fleet.io/owner]", "message": message}

test_workload_without_any_owner if {
	rule.violations == {_violation("Deployment prod/web has no owner, and neither has its namespace or cluster.")} with input as {
		"object": _deployment, "namespaceObject": _namespace, "cluster": {"owner": ""},
	}
}

test_namespace_without_any_owner if {
	rule.violations == {_violation("Namespace prod has no owner, and neither has its cluster.")} with input as {
		"object": _namespace, "namespaceObject": null, "cluster": {"owner": ""},
	}
}

test_owner_may_come_from_a_namespace_that_was_not_shown if {
	rule.violations == set() with input as {"object": _deployment, "namespaceObject": null, "cluster": {"owner": ""}}
}

test_owner_may_come_from_a_cluster_that_is_not_known if {
	rule.violations == set() with input as {"object": _namespace, "namespaceObject": null, "cluster": {}}
}

test_what_is_no_workload_needs_no_owner if {
	rule.violations == set() with input as {
		"object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}},
		"namespaceObject": _namespace, "cluster": {"owner": ""},
	}
}

test_what_a_controller_made_needs_no_owner if {
	pod := {
		"apiVersion": "v1", "kind": "Pod", "metadata": {
			"name": "web-1", "namespace": "prod",
			"ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "controller": true}],
		},
		"spec": {},
	}
	rule.violations == set() with input as {"object": pod, "namespaceObject": _namespace, "cluster": {"owner": ""}}
}
