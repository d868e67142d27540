package fleet.federation_test

import data.fleet.federation

_federated(kind, template) := {
	"apiVersion": "types.kubefed.io/v1beta1", "kind": kind,
	"metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": template},
}

test_template_takes_type_and_name_from_its_wrapper if {
	[found] := federation.placed(_federated("FederatedDeployment", {"spec": {"replicas": 1}}))
	found.manifest == {
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod"}, "spec": {"replicas": 1},
	}
	found.path == "spec.template"
	found.how == "is placed by KubeFed (FederatedDeployment prod/web)"
	not found.here
}

test_template_of_a_core_kind if {
	[found] := federation.placed(_federated("FederatedPersistentVolumeClaim", {}))
	found.manifest.apiVersion == "v1"
	found.manifest.kind == "PersistentVolumeClaim"
}

test_copy_that_also_bears_its_templates_marks_is_placed_once if {
	[found] := federation.placed({"kind": "ConfigMap", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true", "propagationpolicy.karmada.io/permanent-id": "14a1"},
	}})
	found.here
	found.how == "was placed here by Karmada (label karmada.io/managed)"
}

test_object_placed_by_two_federations_is_placed_twice if {
	placed := federation.placed({"kind": "ConfigMap", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true", "kubefed.io/managed": "true"},
	}})
	{found.title | some found in placed} == {"Karmada", "KubeFed"}
}

test_copy_that_only_its_owner_reference_shows if {
	[found] := federation.placed({"kind": "ConfigMap", "metadata": {"name": "web", "ownerReferences": [
		{"apiVersion": "work.open-cluster-management.io/v1", "kind": "AppliedManifestWork", "name": "5f2c-web"},
	]}})
	found.here
	found.path == "metadata.ownerReferences[0]"
	found.how == concat("", [
		"was placed here by Open Cluster Management ",
		"(AppliedManifestWork 5f2c-web, owner reference AppliedManifestWork)",
	])
}

_web := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}

test_object_that_another_carries_by_itself if {
	[found] := federation.placed({
		"apiVersion": "apps.clusternet.io/v1alpha1", "kind": "Manifest",
		"metadata": {"name": "deployments.prod.web", "namespace": "clusternet-reserved"}, "template": _web,
	})
	found.manifest == _web
	found.path == "template"
	found.how == "is placed by Clusternet (Manifest clusternet-reserved/deployments.prod.web)"
}

test_objects_that_another_carries_by_name if {
	[found] := federation.placed({
		"apiVersion": "placement.kubernetes-fleet.io/v1beta1", "kind": "ResourceEnvelope",
		"metadata": {"name": "shop", "namespace": "prod"}, "data": {"web.yaml": _web},
	})
	found.manifest == _web
	found.path == "data[web.yaml]"
}

_selects(api_version, kind, selector) := [found.type | some found in federation.named({
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
	federation.named({
		"apiVersion": "core.kubefed.io/v1beta1", "kind": "FederatedTypeConfig",
		"metadata": {"name": "statefulsets.apps"},
		"spec": {"targetType": {"group": "apps", "kind": "StatefulSet", "version": "v1"}},
	}) == [{
		"type": "apps/StatefulSet", "path": "spec.targetType",
		"title": "KubeFed", "says": "names every StatefulSet",
		"selector": null, "namespaces": set(), "sweeps": false,
	}]
}

test_object_that_a_binding_names if {
	resource := {"apiVersion": "apps/v1", "kind": "StatefulSet", "namespace": "prod", "name": "db"}
	federation.named({
		"apiVersion": "work.karmada.io/v1alpha2", "kind": "ResourceBinding",
		"metadata": {"name": "db-statefulset"}, "spec": {"resource": resource},
	}) == [{
		"type": "apps/StatefulSet", "path": "spec.resource",
		"title": "Karmada", "says": "names StatefulSet prod/db",
		"selector": resource, "namespaces": set(), "sweeps": false,
	}]
}

_namespace(scope) := object.union({"group": "", "version": "v1", "kind": "Namespace", "name": "prod"}, scope)

_cluster_placement(selectors) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement",
	"metadata": {"name": "shop"}, "spec": {"resourceSelectors": selectors},
}

test_namespace_that_comes_with_everything_in_it if {
	every scope in [{}, {"selectionScope": "NamespaceWithResources"}] {
		[found] := federation.named(_cluster_placement([_namespace(scope)]))
		found.sweeps
		found.says == "selects everything in Namespace prod"
	}
	every scope in [{"selectionScope": "NamespaceOnly"}, {"selectionScope": "NamespaceWithResourceSelectors"}] {
		[found] := federation.named(_cluster_placement([_namespace(scope)]))
		not found.sweeps
		found.says == "selects Namespace prod"
	}
}

test_other_kinds_bring_nothing_but_themselves if {
	[found] := federation.named(_cluster_placement([{"group": "apps", "kind": "Deployment", "name": "web"}]))
	not found.sweeps
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
	brought := federation.brought with input as {"object": manifest, "cluster": _known}
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
	_brought(_cluster_placement([_namespace(scope), {"group": "apps", "kind": "Deployment"}])) == [["apps/Deployment/prod/wiki"]]
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

test_types_that_a_placement_carries_or_names if {
	federation.types(_policy("PropagationPolicy", {}, {})) == {"apps/Deployment"}
	every kind, type in {
		"FederatedNamespace": "/Namespace",
		"FederatedClusterRole": "rbac.authorization.k8s.io/ClusterRole",
		"FederatedJob": "batch/Job",
		"FederatedConfigMap": "/ConfigMap",
	} {
		wrapper := {"apiVersion": "types.kubefed.io/v1beta1", "kind": kind, "metadata": {"name": "web"}, "spec": {}}
		federation.types(wrapper) == {type}
	}
}

test_ordinary_object_is_placed_by_nobody if {
	manifest := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}
	federation.placed(manifest) == []
	federation.named(manifest) == []
}

test_copy_that_bears_its_templates_annotation if {
	[placed] := federation.placed({"kind": "Deployment", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true"},
		"annotations": {"propagationpolicy.karmada.io/name": "web"},
	}})
	placed.here
	placed.how == "was placed here by Karmada (label karmada.io/managed)"
}
