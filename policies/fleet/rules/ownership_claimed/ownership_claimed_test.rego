package fleet.rules.ownership_claimed_test

import data.fleet.rules.ownership_claimed as rule

_object(metadata) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union({"name": "web", "namespace": "prod"}, metadata),
}

_owned := {"labels": {"kubectl-fleet.io/owner": "shop"}}

_review(changes) := object.union(
	{
		"operation": "CREATE", "object": _object(_owned), "oldObject": null, "userInfo": {"username": "ann"},
		"namespaceObject": {"metadata": {"name": "prod"}}, "cluster": {"owner": "payments"},
		"settings": {"owners": {"shop": {"groups": ["shop-team"]}}},
	},
	changes,
)

_is_claimed(changes) if {
	found := rule.violations with input as _review(changes)
	found == {{
		"path": "metadata.labels[kubectl-fleet.io/owner]",
		"message": concat(" ", [
			"Deployment prod/web names owner shop, and ann does not speak for it:",
			"only the group shop-team or the group system:masters may name it.",
		]),
	}}
}

_is_passed(changes) if {
	found := rule.violations with input as _review(changes)
	found == set()
}

test_owner_is_claimed_with_a_new_object if {
	_is_claimed({})
	_is_passed({"userInfo": {"groups": ["shop-team"]}})
	_is_passed({"userInfo": {"groups": ["system:masters"]}})
}

test_owner_is_claimed_with_a_change if {
	_is_claimed({"operation": "UPDATE", "oldObject": _object({})})
	_is_claimed({"operation": "UPDATE", "oldObject": _object({"labels": {"kubectl-fleet.io/owner": "search"}})})
	_is_passed({"operation": "UPDATE", "oldObject": _object(_owned)})
	_is_passed({"operation": "UPDATE", "oldObject": _object({"annotations": {"kubectl-fleet.io/owner": "shop"}})})
}

test_what_the_object_would_inherit_is_no_claim if {
	namespace := {"namespaceObject": {"metadata": {"name": "prod", "labels": {"kubectl-fleet.io/owner": "shop"}}}}
	_is_passed(namespace)
	_is_passed(object.union(namespace, {"operation": "UPDATE", "oldObject": _object({})}))
}

test_what_is_not_known_is_no_claim if {
	_is_passed({"namespaceObject": null})
	_is_passed({"settings": {"owners": {"shop": {}}}, "userInfo": {"username": null}})
	_is_passed({"object": _object({"labels": {"kubectl-fleet.io/owner": "search"}})})
}

test_controller_copies_what_its_parent_says if {
	made := {"ownerReferences": [{"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "name": "web", "controller": true}]}
	_is_passed({"userInfo": {"username": "system:serviceaccount:argo-rollouts:argo-rollouts"}, "object": {"metadata": made}})
}
