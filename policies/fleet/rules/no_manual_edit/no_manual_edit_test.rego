package fleet.rules.no_manual_edit_test

import data.fleet.rules.no_manual_edit as rule

_old := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {
		"name": "web", "namespace": "prod", "resourceVersion": "1",
		"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"},
	},
	"spec": {"replicas": 2, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"hostname": "a"}}},
	"status": {"readyReplicas": 1},
}

_new := object.union(_old, {"spec": {"template": {"spec": {"hostname": "b"}}}})

_review := {
	"operation": "UPDATE", "object": _new, "oldObject": _old,
	"userInfo": {"username": "ann"}, "fieldManager": "kubectl-edit",
}

_message := concat(" ", [
	"Deployment prod/web is managed by Argo CD (annotation argocd.argoproj.io/tracking-id),",
	"and ann changed spec.template by hand.",
])

_violations(changes) := found if {
	found := rule.violations with input as object.union(object.remove(_review, object.keys(changes)), changes)
}

_told(changes) := {object.remove(violation, ["fix"]) | some violation in _violations(changes)}

_is_hit(changes) if count(_violations(changes)) == 1

_is_passed(changes) if _violations(changes) == set()

_bearing(manifest, marks) := object.union(
	object.remove(manifest, ["metadata"]),
	{"metadata": object.union({"name": "web", "namespace": "prod"}, marks)},
)

# The same change of an object with these marks instead of Argo CD's.
_of(marks) := {"object": _bearing(_new, marks), "oldObject": _bearing(_old, marks)}

_changed(fields) := {"object": object.union(_old, fields)}

_karmada := {"labels": {"karmada.io/managed": "true"}}

_flux := {"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}}

_helm := {"annotations": {"meta.helm.sh/release-name": "web"}}

test_change_by_a_person if _told({}) == {{"path": "spec.template", "message": _message}}

test_all_that_was_changed_is_named_once if {
	_told(_changed({"spec": {"replicas": 3, "paused": true, "template": {"spec": {}}}, "extra": {}})) == {{
		"path": "extra", "message": replace(_message, "spec.template", "extra, spec.paused, spec.replicas"),
	}}
}

test_what_was_taken_away_was_changed if {
	_told({"object": object.remove(_old, ["spec"])}) == {{
		"path": "spec.replicas", "message": replace(_message, "spec.template", "spec.replicas, spec.template"),
	}}
}

test_data_is_a_spec_too if {
	metadata := {"name": "web", "namespace": "prod", "labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}}
	secret := {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": {"password": "aHVudGVyMg=="}}
	_told({"oldObject": secret, "object": object.union(secret, {"data": {"password": "c2VjcmV0"}})}) == {{
		"path": "data",
		"message": concat(" ", [
			"Secret prod/web is managed by Flux (label kustomize.toolkit.fluxcd.io/name),",
			"and ann changed data by hand.",
		]),
	}}
}

test_metadata_status_and_nothing_are_no_spec if {
	_is_passed({"object": _old})
	_is_passed(_changed({"metadata": {"resourceVersion": "2", "labels": {"app": "web"}}}))
	_is_passed(_changed({"status": {"readyReplicas": 2}}))
	_is_passed(_changed({"spec": {"paused": null}}))
}

test_object_of_nobody_may_be_changed if {
	_is_passed(_of({}))
	_is_passed({"oldObject": _bearing(_old, {})})
	_is_passed({"oldObject": null})
}

test_who_takes_the_mark_away_changed_what_was_managed if _is_hit({"object": _bearing(_new, {})})

test_copy_of_a_mark_names_no_owner if {
	_is_passed(_of({"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/api"}}))
	copied := {"annotations": {"work.karmada.io/name": "web-86699dc9c8"}}
	_is_hit(_of(copied))
	_is_passed(_of(object.union(copied, {"ownerReferences": [{"kind": "Deployment", "controller": true}]})))
}

test_federation_owns_before_gitops_and_gitops_before_helm if {
	every pair in [[_karmada, "Karmada"], [_flux, "Flux"], [_helm, "Helm"]] {
		some violation in _violations(_of(pair[0]))
		startswith(violation.message, concat("", ["Deployment prod/web is managed by ", pair[1], " ("]))
	}
	some first in _violations(_of(object.union(_karmada, _helm)))
	contains(first.message, "Karmada")
	some second in _violations(_of(object.union(_flux, _helm)))
	contains(second.message, "Flux")
}

test_systems_are_no_persons if {
	every name in [
		"system:serviceaccount:kube-system:argocd-manager",
		"system:serviceaccount:kube-system:deployment-controller",
		"system:serviceaccount:ci:deployer",
		"system:admin",
	] {
		_is_passed({"userInfo": {"username": name}})
	}
	_is_passed({"userInfo": {}})
}

test_identity_of_a_system_is_no_person if {
	systems := object.union(data.fleet.catalogue.systems, {"karmada": {"identities": [{"prefix": "karmada-agent-"}]}})
	_is_passed({"userInfo": {"username": "karmada-agent-eu-1"}}) with data.fleet.catalogue.systems as systems
	_is_hit({"userInfo": {"username": "karmada"}}) with data.fleet.catalogue.systems as systems
}

test_system_under_another_name_is_known_by_its_field_manager if {
	_is_passed({"fieldManager": "argocd-controller"})
	_is_passed({"fieldManager": "kustomize-controller"})
	federation := object.union(data.fleet.catalogue.systems, {"karmada": {"field_managers": [{"name": "karmada"}]}})
	_is_passed({"fieldManager": "karmada"}) with data.fleet.catalogue.systems as federation
	_is_hit({"fieldManager": "helm"})
	_is_hit({"fieldManager": "some-tool"})
}

test_who_says_nothing_of_himself_may_be_a_controller if _is_passed({"fieldManager": ""})

test_helm_changes_its_own_and_nothing_else_is_known_of_other_clients if {
	_is_passed(object.union(_of(_helm), {"fieldManager": "helm"}))
	_is_passed(object.union(_of(_helm), {"fieldManager": ""}))
	_is_hit(object.union(_of(_helm), {"fieldManager": "kubectl-edit"}))
}

_with_annotations(manifest, annotations) := object.union(
	manifest,
	{"spec": {"template": {"metadata": {"annotations": annotations}}}},
)

test_restart_is_no_change if {
	key := "kubectl.kubernetes.io/restartedAt"
	_is_passed({"object": _with_annotations(_old, {key: "1"})})
	_is_passed({"oldObject": _with_annotations(_old, {key: "1"}), "object": _with_annotations(_old, {key: "2"})})
	other := {"team": "shop"}
	_is_passed({"oldObject": _with_annotations(_old, other), "object": _with_annotations(_old, {"team": "shop", key: "2"})})
	_is_hit({"oldObject": _with_annotations(_old, other), "object": _with_annotations(_old, {"team": "cart", key: "2"})})
	_is_hit({"object": _with_annotations(_old, other)})
}

test_request_to_argo_cd_is_no_change if {
	metadata := {
		"name": "shop", "namespace": "argocd",
		"annotations": {"argocd.argoproj.io/tracking-id": "apps:argoproj.io/Application:argocd/shop"},
	}
	application := {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": metadata, "spec": {"project": "a"}}
	_is_passed({"oldObject": application, "object": object.union(application, {"operation": {"sync": {}}})})
	_is_hit({"oldObject": application, "object": object.union(application, {"spec": {"project": "b"}})})
	_is_hit(_changed({"operation": {}}))
}

test_of_many_fields_some_are_named if {
	spec := {concat("", ["field", format_int(index, 10)]): index | some index in numbers.range(10, 40)}
	{violation.message | some violation in _told(_changed({"spec": spec}))} == {concat(" ", [
		"Deployment prod/web is managed by Argo CD (annotation argocd.argoproj.io/tracking-id),",
		"and ann changed spec.field10, spec.field11, spec.field12 and 28 more by hand.",
	])}
}

test_a_spec_of_thousands_of_fields_is_one_place if {
	spec := {format_int(index, 10): index | some index in numbers.range(1, 1001)}
	some violation in _violations({"object": object.union(_old, {"spec": spec}), "oldObject": _old})
	violation.path == "spec"
}

test_fix_is_the_place_where_the_manager_reads_it if {
	fixes := {name: fix |
		some name, changes in {"argocd": {}, "flux": _of(_flux), "karmada": _of(_karmada)}
		some violation in _violations(changes)
		fix := violation.fix
	}
	fixes == {
		"argocd": "change it in git, in the source of Application shop",
		"flux": "change it in git, in the path of Kustomization shop",
		"karmada": "change its template in the API server of Karmada, or write an OverridePolicy for this cluster",
	}
}

test_fix_of_a_system_that_does_not_say_it_is_the_rules_own if {
	found := rule.violations with input as _review with data.fleet.catalogue.systems.argocd.fixes as {}
	{violation.fix | some violation in found} == {rule.words.custom.fix}
}
