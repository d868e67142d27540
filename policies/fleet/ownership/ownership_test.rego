package fleet.ownership_test

import data.fleet.ownership

_review := {
	"object": {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}},
	"namespaceObject": {"metadata": {"name": "prod", "annotations": {"kubectl-fleet.io/owner": "shop"}}},
	"cluster": {"owner": "payments"},
}

_with_metadata(metadata) := object.union(_review, {"object": {"metadata": metadata}})

_of_cluster(cluster) := {"object": {"kind": "Namespace"}, "namespaceObject": null, "cluster": cluster}

test_own_owner_before_that_of_the_namespace_before_that_of_the_cluster if {
	ownership.owner == "search" with input as _with_metadata({"annotations": {"kubectl-fleet.io/owner": "search"}})
	ownership.owner == "shop" with input as _review
	ownership.owner == "payments" with input as object.union(_review, {"namespaceObject": {"metadata": {"annotations": null}}})
}

test_cluster_does_not_answer_for_a_namespace_that_was_not_shown if {
	not ownership.owner with input as object.union(_review, {"namespaceObject": null})
}

test_nobody_is_known_and_unknown_is_not if {
	ownership.owner == "" with input as _of_cluster({"owner": ""})
	not ownership.owner with input as _of_cluster({})
}

test_label_comes_before_the_annotation_of_the_same_key if {
	both := {"labels": {"kubectl-fleet.io/owner": "search"}, "annotations": {"kubectl-fleet.io/owner": "shop"}}
	ownership.of_manifest({"metadata": both}) == "search" with input as {}
	ownership.path({"metadata": both}) == "metadata.labels[kubectl-fleet.io/owner]" with input as {}
	annotated := {"metadata": object.remove(both, ["labels"])}
	ownership.path(annotated) == "metadata.annotations[kubectl-fleet.io/owner]" with input as {}
}

test_keys_of_the_settings_come_last if {
	keys := {"settings": {"ownerKeys": ["team"]}}
	ownership.of_manifest({"metadata": {"labels": {"team": "web"}}}) == "web" with input as keys
	named := {"labels": {"team": "web"}, "annotations": {"kubectl-fleet.io/owner": "shop"}}
	ownership.of_manifest({"metadata": named}) == "shop" with input as keys
}

test_what_is_no_name_names_nobody if {
	every value in ["", null, 1, {}] {
		not ownership.of_manifest({"metadata": {"labels": {"kubectl-fleet.io/owner": value}}}) with input as {}
	}
}

test_derived_annotations_name_nobody if {
	not ownership.of_manifest({"metadata": {"annotations": {"kubectl-fleet.io/owned-by": "shop"}}}) with input as {}
}

test_made_by_a_controller_is_what_a_controller_reference_says if {
	controller := {"kind": "ReplicaSet", "controller": true}
	ownership.is_made_by_controller({"metadata": {"ownerReferences": [{"kind": "ConfigMap"}, controller]}})
	every manifest in [
		{"metadata": {"ownerReferences": [{"kind": "ConfigMap"}]}},
		{"metadata": {"ownerReferences": [{"kind": "ReplicaSet", "controller": false}]}},
		{"metadata": {"ownerReferences": []}},
		{"metadata": {}},
	] {
		not ownership.is_made_by_controller(manifest)
	}
}
