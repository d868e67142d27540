package fleet.placement.federated.selection.manifests_test

import data.fleet.placement.federated.selection.manifests

_policy(kind, metadata, selector) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": kind, "metadata": metadata,
	"spec": {"resourceSelectors": [object.union({"apiVersion": "apps/v1", "kind": "Deployment"}, selector)]},
}

_objects(placements) := {[found.type, found.namespace, found.name] | some found in objects} if {
	objects := manifests.objects with input as {"placements": placements}
}

test_objects_that_a_policy_selects if {
	in_shop := {"name": "web", "namespace": "shop"}
	_objects([_policy("PropagationPolicy", in_shop, {"name": "web"})]) == {["apps/Deployment", "shop", "web"]}
	_objects([_policy("PropagationPolicy", in_shop, {})]) == {["apps/Deployment", "shop", "*"]}
	_objects([_policy("ClusterPropagationPolicy", {"name": "web"}, {"name": "web"})]) == {["apps/Deployment", "*", "web"]}
	_objects([_policy("PropagationPolicy", {"name": "web"}, {"name": "web"})]) == {["apps/Deployment", "", "web"]}
}

test_selector_by_labels_selects_nothing_that_is_known if {
	_objects([_policy("PropagationPolicy", {"name": "web"}, {"labelSelector": {"matchLabels": {"app": "web"}}})]) == set()
}

test_namespace_that_comes_with_everything_in_it if {
	["*", "shop", "*"] in _objects([{
		"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement", "metadata": {"name": "shop"},
		"spec": {"resourceSelectors": [{"group": "", "version": "v1", "kind": "Namespace", "name": "shop"}]},
	}])
}

test_enabled_kind_is_not_placed_yet if {
	_objects([{
		"apiVersion": "core.kubefed.io/v1beta1", "kind": "FederatedTypeConfig", "metadata": {"name": "deployments.apps"},
		"spec": {"targetType": {"group": "apps", "kind": "Deployment", "version": "v1"}},
	}]) == set()
}

test_what_places_nothing_selects_nothing if _objects([{"apiVersion": "v1", "kind": "Pod"}, {}]) == set()
