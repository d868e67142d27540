package fleet.placement.federated_test

import data.fleet.placement.federated

_federated(kind, template) := {
	"apiVersion": "types.kubefed.io/v1beta1", "kind": kind,
	"metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": template},
}

test_template_takes_type_and_name_from_its_wrapper if {
	[found] := federated.placed(_federated("FederatedDeployment", {"spec": {"replicas": 1}}))
	found.manifest == {
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod"}, "spec": {"replicas": 1},
	}
	found.path == "spec.template"
	found.how == "is placed by KubeFed (FederatedDeployment prod/web)"
	not found.here
}

test_template_of_a_core_kind if {
	[found] := federated.placed(_federated("FederatedPersistentVolumeClaim", {}))
	found.manifest.apiVersion == "v1"
	found.manifest.kind == "PersistentVolumeClaim"
}

test_copy_that_also_bears_its_templates_marks_is_placed_once if {
	[found] := federated.placed({"kind": "ConfigMap", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true", "propagationpolicy.karmada.io/permanent-id": "14a1"},
	}})
	found.here
	found.how == "was placed here by Karmada (label karmada.io/managed)"
}

test_object_placed_by_two_federations_is_placed_twice if {
	placed := federated.placed({"kind": "ConfigMap", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true", "kubefed.io/managed": "true"},
	}})
	{found.title | some found in placed} == {"Karmada", "KubeFed"}
}

test_copy_that_only_its_owner_reference_shows if {
	[found] := federated.placed({"kind": "ConfigMap", "metadata": {"name": "web", "ownerReferences": [
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
	federated.placed({
		"apiVersion": "apps.clusternet.io/v1alpha1", "kind": "Manifest",
		"metadata": {"name": "deployments.prod.web", "namespace": "clusternet-reserved"}, "template": _web,
	}) == [{
		"manifest": _web, "path": "template", "title": "Clusternet", "here": false, "system": "clusternet", "placed_as": "embedded", "nested": false,
		"how": "is placed by Clusternet (Manifest clusternet-reserved/deployments.prod.web)",
	}]
}

test_mark_of_a_system_that_is_no_federation_places_nothing if {
	every category, number in {"federation": 1, "gitops": 0} {
		systems := {"example": {
			"title": "Example", "category": category,
			"marks": {"member": [{"label": "example.org/managed"}]},
		}}
		placed := federated.placed({"kind": "ConfigMap", "metadata": {"labels": {"example.org/managed": "true"}}}) with data.fleet.catalogue.systems as systems
		count(placed) == number
	}
}

test_objects_that_another_carries_by_name if {
	[found] := federated.placed({
		"apiVersion": "placement.kubernetes-fleet.io/v1beta1", "kind": "ResourceEnvelope",
		"metadata": {"name": "shop", "namespace": "prod"}, "data": {"web.yaml": _web},
	})
	found.manifest == _web
	found.path == "data[web.yaml]"
}

test_wrapper_says_the_type_of_a_template_that_leaves_it_out if {
	every kind, api_version in {
		"Namespace": "v1", "ConfigMap": "v1", "Job": "batch/v1",
		"Deployment": "apps/v1", "ClusterRole": "rbac.authorization.k8s.io/v1",
	} {
		[found] := federated.embedded_objects({
			"apiVersion": "types.kubefed.io/v1beta1", "kind": concat("", ["Federated", kind]),
			"metadata": {"name": "web", "labels": {"team": "shop"}}, "spec": {},
		})
		found.manifest == {"apiVersion": api_version, "kind": kind, "metadata": {"name": "web"}}
	}
}

test_ordinary_object_is_placed_by_nobody if {
	federated.placed({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}) == []
}

test_copy_that_bears_its_templates_annotation if {
	[placed] := federated.placed({"kind": "Deployment", "metadata": {
		"name": "web",
		"labels": {"karmada.io/managed": "true"},
		"annotations": {"propagationpolicy.karmada.io/name": "web"},
	}})
	placed.here
	placed.how == "was placed here by Karmada (label karmada.io/managed)"
}

test_what_is_placed_is_known_again_by_object_system_and_check if {
	copy := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "labels": {"karmada.io/managed": "true"}}}
	[federated.key(found) | some found in federated.placed(copy)] == [{
		"subject": ["/ConfigMap", "", "web"], "system": "karmada", "check": "copy",
	}]
	template := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {
		"generateName": "web-",
		"annotations": {"propagationpolicy.karmada.io/name": "all"},
	}}
	[federated.key(found) | some found in federated.placed(template)] == [{
		"subject": json.marshal(template), "system": "karmada", "check": "template",
	}]
}

_selected(changes) := object.union({"type": "apps/Deployment", "namespace": "prod", "name": "web", "system": "karmada"}, changes)

_hows(manifest, selected) := [found.how | some found in reviewed] if {
	reviewed := federated.reviewed with input as {"object": manifest, "cluster": {"selected": [selected]}}
}

test_object_that_a_placement_beside_it_names if {
	manifest := object.union(_web, {"metadata": {"namespace": "prod"}})
	every changes in [{}, {"namespace": "*"}] {
		_hows(manifest, _selected(changes)) == ["is to be placed by Karmada (a placement beside it names it)"]
	}
	every changes in [{"name": "*"}, {"type": "*"}, {"name": "db"}, {"type": "apps/StatefulSet"}, {"namespace": "test"}] {
		_hows(manifest, _selected(changes)) == []
	}
	marked := object.union(manifest, {"metadata": {"labels": {"karmada.io/managed": "true"}}})
	_hows(marked, _selected({})) == ["was placed here by Karmada (label karmada.io/managed)"]
}
