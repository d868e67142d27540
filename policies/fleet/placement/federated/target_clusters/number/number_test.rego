package fleet.placement.federated.target_clusters.number_test

import data.fleet.placement.federated.target_clusters.number

_karmada(placement) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "shop", "namespace": "prod"}, "spec": {"placement": placement},
}

_named(names) := {"clusterAffinity": {"clusterNames": names}}

test_names_of_clusters if {
	number.of(_karmada(_named(["m1"]))) == "one"
	number.of(_karmada(_named(["m1", "m2"]))) == "several"
	not number.of(_karmada({"clusterAffinity": {"labelSelector": {"matchLabels": {"zone": "a"}}}}))
}

test_every_cluster if number.of(_karmada({})) == "several"

test_names_among_which_a_placement_chooses if {
	every choice in [
		{"spreadConstraints": [{"spreadByField": "cluster", "maxGroups": 1}]},
		{"replicaScheduling": {"replicaSchedulingType": "Divided"}},
	] {
		not number.of(_karmada(object.union(_named(["m1", "m2"]), choice)))
		number.of(_karmada(object.union(_named(["m1"]), choice))) == "one"
	}
}

_kubefleet(policy) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement",
	"metadata": {"name": "shop"}, "spec": {"policy": policy},
}

test_number_of_clusters if {
	number.of(_kubefleet({"placementType": "PickN", "numberOfClusters": 1})) == "one"
	number.of(_kubefleet({"placementType": "PickN", "numberOfClusters": 3})) == "several"
	number.of(_kubefleet({"placementType": "PickFixed", "clusterNames": ["m1"]})) == "one"
	every number_of_clusters in [0, "1"] {
		not number.of(_kubefleet({"placementType": "PickN", "numberOfClusters": number_of_clusters}))
	}
}

test_object_for_one_cluster if {
	number.of({"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "m1"}}) == "one"
	not number.of({"apiVersion": "work.open-cluster-management.io/v1alpha1", "kind": "ManifestWorkReplicaSet", "metadata": {"name": "shop"}})
}

test_object_that_is_no_placement if not number.of({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "shop"}})
