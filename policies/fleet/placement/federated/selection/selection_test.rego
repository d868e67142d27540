package fleet.placement.federated.selection_test

import data.fleet.placement.federated.selection
import data.fleet.review.history

_selects(api_version, kind, selector) := [found.type | some found in selection.named({
	"apiVersion": api_version, "kind": kind,
	"metadata": {"name": "shop"}, "spec": {"resourceSelectors": [selector]},
})]

test_selector_that_has_group_and_version_apart if {
	fleet := "placement.kubernetes-fleet.io/v1"
	_selects(fleet, "ResourcePlacement", {"group": "apps", "version": "v1", "kind": "StatefulSet"}) == ["apps/StatefulSet"]
	_selects(fleet, "ClusterResourcePlacement", {"group": "", "version": "v1", "kind": "PersistentVolume"}) == ["/PersistentVolume"]
	next := "placement.kubefleet.dev/v1alpha1"
	_selects(next, "PlacementPolicy", {"apiGroup": "apps", "apiVersion": "v1", "kind": "StatefulSet"}) == ["apps/StatefulSet"]
	_selects(next, "PlacementPolicy", {"apiVersion": "v1", "kind": "ConfigMap"}) == ["/ConfigMap"]
}

test_type_that_is_enabled_for_federation if {
	selection.named({
		"apiVersion": "core.kubefed.io/v1beta1", "kind": "FederatedTypeConfig",
		"metadata": {"name": "statefulsets.apps"},
		"spec": {"targetType": {"group": "apps", "kind": "StatefulSet", "version": "v1"}},
	}) == [{
		"type": "apps/StatefulSet", "path": "spec.targetType",
		"system": "kubefed", "title": "KubeFed", "says": "names every StatefulSet",
		"selector": null, "namespaces": set(), "whole_namespace": false,
	}]
}

test_object_that_a_binding_names if {
	resource := {"apiVersion": "apps/v1", "kind": "StatefulSet", "namespace": "prod", "name": "db"}
	selection.named({
		"apiVersion": "work.karmada.io/v1alpha2", "kind": "ResourceBinding",
		"metadata": {"name": "db-statefulset"}, "spec": {"resource": resource},
	}) == [{
		"type": "apps/StatefulSet", "path": "spec.resource",
		"system": "karmada", "title": "Karmada", "says": "names StatefulSet prod/db",
		"selector": resource, "namespaces": set(), "whole_namespace": false,
	}]
}

_namespace(scope) := object.union({"group": "", "version": "v1", "kind": "Namespace", "name": "prod"}, scope)

_cluster_placement(selectors) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement",
	"metadata": {"name": "shop"}, "spec": {"resourceSelectors": selectors},
}

test_namespace_that_comes_with_everything_in_it if {
	every scope in [{}, {"selectionScope": "NamespaceWithResources"}] {
		[found] := selection.named(_cluster_placement([_namespace(scope)]))
		found.whole_namespace
		found.says == "selects everything in Namespace prod"
	}
	every scope in [{"selectionScope": "NamespaceOnly"}, {"selectionScope": "NamespaceWithResourceSelectors"}] {
		[found] := selection.named(_cluster_placement([_namespace(scope)]))
		not found.whole_namespace
		found.says == "selects Namespace prod"
	}
}

test_selector_is_named_by_what_it_has if {
	every says, selector in {
		"selects every Deployment": {"name": "", "labelSelector": {}},
		"selects every Deployment of namespace prod": {"name": "", "namespace": "prod"},
		"selects every Deployment with certain labels": {"labelSelector": {"matchLabels": {"app": "web"}}},
		"selects Deployment web": {"name": "web", "namespace": ""},
		"selects Deployment prod/web": {"name": "web", "namespace": "prod"},
	} {
		[found] := selection.named(_policy("PropagationPolicy", {}, selector))
		found.says == says
	}
}

test_other_kinds_bring_nothing_but_themselves if {
	[found] := selection.named(_cluster_placement([{"group": "apps", "kind": "Deployment", "name": "web"}]))
	not found.whole_namespace
}

_workload(kind, full_name, holds) := {
	"type": concat("/", ["apps", kind]), "namespace": split(full_name, "/")[0], "name": split(full_name, "/")[1],
	"labels": {}, "provider": "", "placedBy": "", "holds": holds,
}

_known := {"workloads": [
	_workload("Deployment", "prod/web", ""),
	_workload("Deployment", "prod/wiki", "pages"),
	_workload("Deployment", "test/wiki", "pages"),
	_workload("StatefulSet", "prod/db", "rows"),
]}

_brought(manifest) := [sort([concat("/", [workload.type, workload.namespace, workload.name]) | some workload in found.workloads]) |
	some found in brought
] if {
	brought := selection.with_workloads with input as {"object": manifest, "cluster": _known}
}

_policy(kind, namespace, selector) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": kind,
	"metadata": object.union({"name": "shop"}, namespace),
	"spec": {"resourceSelectors": [object.union({"apiVersion": "apps/v1", "kind": "Deployment"}, selector)]},
}

test_swept_namespace_brings_what_holds_data if {
	_brought(_cluster_placement([_namespace({})])) == [["apps/Deployment/prod/wiki", "apps/StatefulSet/prod/db"]]
	_brought(_cluster_placement([_namespace({"selectionScope": "NamespaceOnly"})])) == []
	_brought(_cluster_placement([_namespace({"name": "dev"})])) == []
	_brought(_cluster_placement([{"group": "", "kind": "Namespace", "labelSelector": {"matchLabels": {"a": "b"}}}])) == []
}

test_selectors_beside_a_namespace_look_into_that_namespace if {
	scope := {"selectionScope": "NamespaceWithResourceSelectors"}
	selectors := [_namespace(scope), {"group": "", "kind": "ConfigMap", "name": "test"}, {"group": "apps", "kind": "Deployment"}]
	_brought(_cluster_placement(selectors)) == [["apps/Deployment/prod/wiki"]]
}

test_selectors_beside_a_namespace_look_everywhere_where_it_does_not_sweep if {
	policy := _policy("ClusterPropagationPolicy", {}, {})
	selectors := array.concat(policy.spec.resourceSelectors, [{"apiVersion": "v1", "kind": "Namespace", "name": "prod"}])
	_brought(object.union(policy, {"spec": {"resourceSelectors": selectors}})) == [
		["apps/Deployment/prod/wiki", "apps/Deployment/test/wiki"],
	]
}

test_policy_looks_into_its_own_namespace_where_its_selector_names_none if {
	_brought(_policy("PropagationPolicy", {"namespace": "prod"}, {"name": "wiki"})) == [["apps/Deployment/prod/wiki"]]
	_brought(_policy("PropagationPolicy", {"namespace": "prod"}, {"namespace": "test"})) == [["apps/Deployment/test/wiki"]]
	_brought(_policy("ClusterPropagationPolicy", {}, {})) == [["apps/Deployment/prod/wiki", "apps/Deployment/test/wiki"]]
	_brought(_policy("PropagationPolicy", {"namespace": "prod"}, {"name": "web"})) == []
}

test_selector_by_labels_catches_nobody_knows_what if {
	_brought(_policy("ClusterPropagationPolicy", {}, {"labelSelector": {"matchLabels": {"app": "wiki"}}})) == []
	_brought(_policy("ClusterPropagationPolicy", {}, {"name": "wiki", "labelSelector": {}})) != []
}

test_kind_that_is_enabled_brings_no_workload if {
	_brought({
		"apiVersion": "core.kubefed.io/v1beta1", "kind": "FederatedTypeConfig",
		"metadata": {"name": "deployments.apps"}, "spec": {"targetType": {"group": "apps", "kind": "Deployment"}},
	}) == []
}

test_ordinary_object_names_nothing if {
	selection.named({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}) == []
}

_objects(policy) := found if {
	found := [selection.objects_of(found) | some found in selection.reviewed] with input as {"object": policy}
}

test_selectors_catch_objects_by_name_by_labels_or_all if {
	_objects({
		"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
		"metadata": {"name": "all", "namespace": "prod"},
		"spec": {"resourceSelectors": [
			{"apiVersion": "apps/v1", "kind": "StatefulSet"},
			{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db"},
			{"apiVersion": "apps/v1", "kind": "StatefulSet", "namespace": "test", "labelSelector": {"matchLabels": {"app": "db"}}},
			{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db", "labelSelector": {"matchLabels": {"app": "db"}}},
			{"apiVersion": "apps/v1", "kind": "StatefulSet", "labelSelector": {"matchLabels": {}}},
		]},
	}) == [
		{["apps/StatefulSet", "prod", history.any, history.any]},
		{["apps/StatefulSet", "prod", "db", history.any]},
		{["apps/StatefulSet", "test", history.any, {"matchLabels": {"app": "db"}}]},
		{["apps/StatefulSet", "prod", "db", history.any]},
		{["apps/StatefulSet", "prod", history.any, history.any]},
	]
}

test_selectors_of_a_cluster_scoped_policy_look_into_all_namespaces_or_those_beside_them if {
	policy := {
		"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement", "metadata": {"name": "all"},
		"spec": {"resourceSelectors": [{"group": "apps", "version": "v1", "kind": "StatefulSet", "name": "db"}]},
	}
	_objects(policy) == [{["apps/StatefulSet", history.any, "db", history.any]}]
	selectors := array.concat(policy.spec.resourceSelectors, [{"group": "", "version": "v1", "kind": "Namespace", "name": "shop"}])
	_objects(object.union(policy, {"spec": {"resourceSelectors": selectors}})) == [
		{["apps/StatefulSet", "shop", "db", history.any]},
		{["/Namespace", history.any, "shop", history.any]},
	]
}

test_kind_that_is_enabled_is_every_object_of_it if {
	_objects({
		"apiVersion": "core.kubefed.io/v1beta1", "kind": "FederatedTypeConfig", "metadata": {"name": "statefulsets.apps"},
		"spec": {"targetType": {"group": "apps", "kind": "StatefulSet", "version": "v1"}},
	}) == [{["apps/StatefulSet", history.any, history.any, history.any]}]
}

test_workloads_are_objects_by_name if {
	selection.workloads_as_objects([{"type": "apps/StatefulSet", "namespace": "prod", "name": "db"}]) == {["apps/StatefulSet", "prod", "db", history.any]}
}

test_policy_that_names_no_namespace_looks_into_none_that_is_named if {
	workloads := [_workload("Deployment", full_name, "pages") | some full_name in ["prod/wiki", "/wiki"]]
	policy := _policy("PropagationPolicy", {}, {"name": "wiki"})
	[found] := selection.with_workloads with input as {"object": policy, "cluster": {"workloads": workloads}}
	[workload.namespace | some workload in found.workloads] == [""]
	everywhere := _policy("ClusterPropagationPolicy", {}, {"name": "wiki"})
	[all] := selection.with_workloads with input as {"object": everywhere, "cluster": {"workloads": workloads}}
	count(all.workloads) == 2
}

test_policy_that_names_neither_namespace_nor_name_looks_where_no_namespace_is_named if {
	workloads := [_workload("Deployment", full_name, "pages") | some full_name in ["prod/wiki", "/wiki", "/blog"]]
	policy := _policy("PropagationPolicy", {}, {})
	[found] := selection.with_workloads with input as {"object": policy, "cluster": {"workloads": workloads}}
	{[workload.namespace, workload.name] | some workload in found.workloads} == {["", "wiki"], ["", "blog"]}
}

test_policy_without_a_namespace_that_another_object_carries_looks_into_any if {
	carried := _policy("PropagationPolicy", {}, {"name": "wiki"})
	_objects(object.union(_work(1), {"spec": {"workload": {"manifests": [carried]}}})) == [{
		["apps/Deployment", history.any, "wiki", history.any],
		[["policy.karmada.io/PropagationPolicy", "", "shop"]],
	}]
}

_work(selectors) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
	"metadata": {"name": "shop", "namespace": "eu-1"},
	"spec": {"workload": {"manifests": [policy, policy]}},
} if {
	spec := {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": format_int(index, 10)} |
		some index in numbers.range(1, selectors)
	]}
	policy := object.union(_policy("PropagationPolicy", {"namespace": "prod"}, {}), {"spec": spec})
}

test_selectors_of_carried_placements_count_as_well if {
	selection.too_many == 252 with input as {"object": _work(126)}
	not selection.too_many with input as {"object": _work(125)}
}
