package fleet.reach.clusters_test

import data.fleet.reach.clusters

_policy(placement) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "web"}, "spec": {"placement": placement},
}

test_clusters_that_are_named_beside_nothing_else if {
	clusters.reached(_policy({"clusterAffinity": {"clusterNames": ["eu-1", "us-1"]}, "replicaScheduling": {"replicaSchedulingType": "Divided"}})) == {
		["eu-1", [{}, null, null, null]],
		["us-1", [{}, null, null, null]],
	}
}

test_placement_without_a_cluster_reaches_every_one if {
	clusters.reached(_policy({})) == {["*", "*"]}
}

test_all_else_that_chooses_clusters_is_compared_as_it_stands if {
	tolerations := [{"key": "edge", "operator": "Exists"}]
	labels := {"matchLabels": {"tier": "prod"}}
	clusters.reached(_policy({"clusterAffinity": {"labelSelector": labels}, "clusterTolerations": tolerations})) == {[
		"*",
		[{"labelSelector": labels}, null, tolerations, null],
	]}
}

test_clusters_named_by_a_field_of_an_entry if {
	set := {
		"apiVersion": "work.open-cluster-management.io/v1alpha1", "kind": "ManifestWorkReplicaSet", "metadata": {"name": "web"},
		"spec": {"placementRefs": [{"name": "prod", "rolloutStrategy": {"type": "All"}}, {"unknown": true}]},
	}
	clusters.reached(set) == {["prod", []], [{"unknown": true}, []]}
}

test_placement_that_names_no_clusters_has_terms_alone if {
	policy := {
		"apiVersion": "placement.kubefleet.dev/v1alpha1", "kind": "PlacementPolicy", "metadata": {"name": "web"},
		"spec": {"clusterSelectors": [{"count": 2}]},
	}
	clusters.reached(policy) == {["*", [[{"count": 2}]]]}
}

test_nothing_is_known_of_what_the_data_does_not_describe if {
	clusters.reached({"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "web"}}) == set()
	clusters.reached({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}) == set()
}
