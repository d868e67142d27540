package fleet.mutation.derived_test

import data.fleet.mutation.derived

_review := {
	"operation": "CREATE", "subResource": "", "fieldManager": "kubectl-create", "userInfo": {"username": "ann"},
	"object": {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}},
	"oldObject": null, "settings": {},
	"namespaceObject": {"metadata": {"name": "prod", "annotations": {"kubectl-fleet.io/owner": "shop"}}},
	"cluster": {"name": "eu-1", "fleet": "acme", "owner": "payments"},
}

_with_metadata(metadata) := object.union(_review, {"object": {"metadata": metadata}})

_marked := {"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"}}

test_all_are_set_and_a_manager_by_its_marks_alone if {
	all := {"kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/cluster": "eu-1", "kubectl-fleet.io/owned-by": "shop"}
	derived.changes == all with input as _review
	derived.changes == object.union(all, {"kubectl-fleet.io/managed-by": "argocd"}) with input as _with_metadata(_marked)
}

test_setting_twice_changes_nothing if {
	first := derived.changes with input as _review
	derived.changes == {} with input as _with_metadata({"annotations": first})
}

test_wrong_is_set_right_and_what_nothing_supports_is_removed if {
	derived.changes == {"kubectl-fleet.io/cluster": "eu-1", "kubectl-fleet.io/managed-by": null} with input as _with_metadata({"annotations": {
		"kubectl-fleet.io/owned-by": "shop", "kubectl-fleet.io/fleet": "acme",
		"kubectl-fleet.io/cluster": "us-1", "kubectl-fleet.io/managed-by": "client",
	}})
	bare := object.union(_review, {"cluster": {"fleet": "", "owner": ""}, "namespaceObject": {"metadata": {"annotations": null}}})
	forged := {"object": {"metadata": {"annotations": {"kubectl-fleet.io/owned-by": "shop", "kubectl-fleet.io/fleet": "acme"}}}}
	derived.changes == {
		"kubectl-fleet.io/owned-by": null, "kubectl-fleet.io/fleet": null, "kubectl-fleet.io/cluster": "eu-1",
	} with input as object.union(bare, forged)
}

test_what_cannot_be_told_is_left_alone if {
	unknown := object.union(object.remove(_review, ["cluster", "namespaceObject"]), {"cluster": {}, "namespaceObject": null})
	derived.changes == {} with input as unknown
	stored := {"object": {"metadata": {"annotations": {"kubectl-fleet.io/owned-by": "search"}}}}
	derived.changes == {} with input as object.union(unknown, stored)
}

test_a_label_of_the_same_key_says_nothing if {
	derived.changes["kubectl-fleet.io/owned-by"] == "shop" with input as _with_metadata({"labels": {"kubectl-fleet.io/owned-by": "search"}})
}

_made := {"ownerReferences": [{"kind": "ReplicaSet", "controller": true}]}

test_what_a_controller_owned_before_the_request_is_left_alone if {
	derived.changes == {} with input as _with_metadata(_made)
	before := {"operation": "UPDATE", "oldObject": _review.object}
	derived.changes["kubectl-fleet.io/owned-by"] == "shop" with input as object.union(_with_metadata(_made), before)
	left := {"operation": "UPDATE", "oldObject": object.union(_review.object, {"metadata": _made})}
	derived.changes == {} with input as object.union(_review, left)
}

test_kept_owner_is_the_one_that_is_told if {
	stored := object.union(_review.object, {"metadata": {"labels": {"kubectl-fleet.io/owner": "search"}}})
	review := object.union(_review, {
		"operation": "UPDATE", "namespace": "prod", "oldObject": stored,
		"settings": {"owners": {"search": {"users": ["bob"]}}},
	})
	derived.changes["kubectl-fleet.io/owned-by"] == "search" with input as review
	derived.changes["kubectl-fleet.io/owned-by"] == "shop" with input as object.union(review, {"userInfo": {"username": "bob"}})
}

test_nothing_is_changed if {
	every difference in [
		{"operation": "DELETE"},
		{"subResource": "status"},
		{"object": {"kind": "Lease", "apiVersion": "coordination.k8s.io/v1"}},
		{"object": {"metadata": {"deletionTimestamp": "2026-11-23T00:00:00Z"}}},
		{"object": {"metadata": null}},
		{"operation": "UPDATE", "oldObject": _review.object, "userInfo": {"username": "system:kube-controller-manager"}},
		{"cluster": {"roles": [{"system": "karmada", "role": "control-plane", "title": "karmada control plane"}]}},
	] {
		derived.changes == {} with input as object.union(_review, difference)
	}
}
