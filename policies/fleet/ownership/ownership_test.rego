package fleet.ownership_test

import data.fleet.ownership

_review := {
	"operation": "CREATE", "subResource": "", "fieldManager": "kubectl-create", "userInfo": {"username": "ann"},
	"object": {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}},
	"namespaceObject": {"metadata": {"name": "prod", "annotations": {"kubectl-fleet.io/owner": "shop"}}},
	"cluster": {"name": "eu-1", "fleet": "acme", "owner": "payments"},
}

_with_metadata(metadata) := object.union(_review, {"object": {"metadata": metadata}})

_managed_by(review) := name if {
	added := ownership.annotations with input as review
	name := added["kubectl-fleet.io/managed-by"]
}

test_all_four_are_added if {
	ownership.annotations == {
		"kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/cluster": "eu-1",
		"kubectl-fleet.io/owner": "shop", "kubectl-fleet.io/managed-by": "kubectl",
	} with input as _review
}

test_owner_of_the_cluster_comes_last if {
	unowned := object.union(object.remove(_review, ["namespaceObject"]), {"namespaceObject": {"metadata": {"name": "prod"}}})
	ownership.owner == "payments" with input as unowned
}

test_cluster_does_not_answer_for_a_namespace_that_was_not_shown if {
	not ownership.owner with input as object.union(_review, {"namespaceObject": null})
}

test_owner_in_a_label_counts if {
	ownership.owner == "search" with input as _with_metadata({"labels": {"kubectl-fleet.io/owner": "search"}})
}

test_what_is_there_is_kept if {
	ownership.annotations == {"kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/cluster": "eu-1"} with input as _with_metadata({"annotations": {
		"kubectl-fleet.io/owner": "search", "kubectl-fleet.io/managed-by": "argocd",
	}})
}

test_what_stands_in_a_label_is_not_said_again if {
	ownership.annotations == {"kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/managed-by": "kubectl"} with input as _with_metadata({
		"labels": {"kubectl-fleet.io/owner": "search", "kubectl-fleet.io/cluster": "eu-2"},
	})
}

test_adding_twice_adds_nothing if {
	first := ownership.annotations with input as _review
	ownership.annotations == {} with input as _with_metadata({"annotations": first})
}

test_unknown_is_not_written if {
	ownership.annotations == {"kubectl-fleet.io/managed-by": "kubectl"} with input as object.union(
		object.remove(_review, ["cluster", "namespaceObject"]),
		{"cluster": {"owner": ""}, "namespaceObject": null},
	)
}

test_manager_by_marks_before_client if {
	_managed_by(_with_metadata({"labels": {"karmada.io/managed": "true"}, "annotations": {
		"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web",
		"meta.helm.sh/release-name": "web",
	}})) == "karmada"
	_managed_by(_with_metadata({"annotations": {
		"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web",
		"meta.helm.sh/release-name": "web",
	}})) == "argocd"
	_managed_by(_with_metadata({"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}})) == "flux"
	_managed_by(_with_metadata({"annotations": {"meta.helm.sh/release-name": "web"}})) == "helm"
}

test_manager_by_client_where_no_mark_says_more if {
	_managed_by(object.union(_review, {"fieldManager": "helm"})) == "helm"
	_managed_by(object.union(_review, {"fieldManager": ""})) == "client"
	robot := {"fieldManager": "", "userInfo": {"username": "system:serviceaccount:ci:deployer"}}
	_managed_by(object.union(_review, robot)) == "controller"
}

test_nothing_is_added if {
	every difference in [
		{"operation": "DELETE"},
		{"subResource": "status"},
		{"object": {"kind": "Lease", "apiVersion": "coordination.k8s.io/v1"}},
		{"object": {"metadata": {"ownerReferences": [{"kind": "ReplicaSet", "controller": true}]}}},
		{"object": {"metadata": {"deletionTimestamp": "2026-11-23T00:00:00Z"}}},
		{"operation": "UPDATE", "userInfo": {"username": "system:kube-scheduler"}},
		{"cluster": {"roles": [{"system": "karmada", "role": "control-plane", "title": "karmada control plane"}]}},
	] {
		ownership.annotations == {} with input as object.union(_review, difference)
	}
}
