package fleet.objects.marks_test

import data.fleet.objects.marks

_tracked(kind, name) := {
	"apiVersion": "apps/v1", "kind": kind,
	"metadata": {
		"name": name, "namespace": "prod",
		"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"},
	},
}

_systems(manifest, sort_of_mark) := {found.system | some found in marks.on(manifest, sort_of_mark)}

test_tracking_id_counts_where_it_names_the_object if {
	_systems(_tracked("Deployment", "web"), "manager") == {"argocd"}
}

test_copy_of_a_tracking_id_names_another_object if {
	_systems(_tracked("ReplicaSet", "web-5d6f"), "manager") == set()
	_systems(_tracked("Deployment", "api"), "manager") == set()
}

test_tracking_id_of_a_cluster_scoped_object_has_the_applications_namespace if {
	role := {
		"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
		"metadata": {
			"name": "reader",
			"annotations": {"argocd.argoproj.io/tracking-id": "shop:rbac.authorization.k8s.io/ClusterRole:prod/reader"},
		},
	}
	_systems(role, "manager") == {"argocd"}
}

test_mark_with_a_value_needs_that_value if {
	_systems({"metadata": {"labels": {"kubefed.io/managed": "true"}}}, "member") == {"kubefed"}
	_systems({"metadata": {"labels": {"kubefed.io/managed": "false"}}}, "member") == set()
}

test_mark_that_counts_beside_another_one if {
	object_set := {"objectset.rio.cattle.io/id": "default-shop"}
	release := {"meta.helm.sh/release-name": "shop"}
	_systems({"metadata": {"annotations": object.union(object_set, release)}}, "manager") == {"helm", "rancher_fleet"}
	_systems({"metadata": {"annotations": object_set}}, "manager") == set()
}

_owned(references) := {"metadata": {"name": "db", "ownerReferences": references}}

test_owner_reference_is_a_mark_in_every_version_of_its_group if {
	[found] := marks.on(
		_owned([
			{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
			{"apiVersion": "placement.kubernetes-fleet.io/v1beta1", "kind": "AppliedWork", "name": "first"},
			{"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "AppliedWork", "name": "second"},
		]),
		"member",
	)
	found.system == "kubefleet"
	found.path == "metadata.ownerReferences[1]"
	marks.title(found.mark) == "owner reference AppliedWork"
}

test_owner_of_another_group_or_kind_is_no_mark if {
	every owner in [
		{"apiVersion": "example.org/v1", "kind": "AppliedWork"},
		{"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "Work"},
		{"kind": "AppliedWork"},
	] {
		_systems(_owned([owner]), "member") == set()
	}
}

test_object_without_metadata_bears_nothing if _systems({"kind": "Status"}, "member") == set()

test_federation_manages_before_gitops_and_gitops_before_packaging if {
	manifest := {"metadata": {
		"labels": {"karmada.io/managed": "true", "kustomize.toolkit.fluxcd.io/name": "shop", "liqo.io/shadowPod": "true"},
		"annotations": {"meta.helm.sh/release-name": "web"},
	}}
	[found.system | some found in marks.managers(manifest)] == ["karmada", "flux", "helm"]
}

_managed(metadata) := {"metadata": object.union({"name": "web"}, metadata)}

_flux := {"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}}

test_systems_keep_what_bears_the_same_mark_before_and_after if {
	marks.lasting_managers(_managed(_flux), _managed(_flux)) == {"flux"}
	marks.lasting_managers(_managed(_flux), _managed({})) == set()
	marks.lasting_managers(_managed({}), _managed(_flux)) == set()
	marks.lasting_managers(_managed(_flux), _managed({"labels": {"kustomize.toolkit.fluxcd.io/name": "api"}})) == set()
	release := {"annotations": {"meta.helm.sh/release-name": "web"}}
	marks.lasting_managers(_managed(release), _managed(release)) == {"helm"}
	owner := {"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "AppliedWork"}
	first := _managed({"ownerReferences": [object.union(owner, {"name": "first"})]})
	marks.lasting_managers(first, first) == {"kubefleet"}
	marks.lasting_managers(first, _managed({"ownerReferences": [object.union(owner, {"name": "second"})]})) == set()
}

# The annotation of Rancher Fleet is a mark beside a release alone.
test_what_is_no_mark_any_more_keeps_nothing_whatever_marks_came if {
	object_set := {"objectset.rio.cattle.io/id": "shop"}
	before := _managed({"annotations": object.union(object_set, {"meta.helm.sh/release-name": "web"})})
	marks.lasting_managers(before, _managed(object.union(_flux, {"annotations": object_set}))) == set()
	systems := {"tool": {"title": "Tool", "category": "gitops", "marks": {"manager": [
		{"annotation": "set", "beside": "release"},
		{"label": "app"},
	]}}}
	released := _managed({"annotations": {"set": "shop", "release": "web"}})
	labelled := _managed({"annotations": {"set": "shop"}, "labels": {"app": "web"}})
	marks.lasting_managers(released, released) == {"tool"} with data.fleet.catalogue.systems as systems
	marks.lasting_managers(released, labelled) == set() with data.fleet.catalogue.systems as systems
}
