package fleet.rules.ownership_protected_test

import data.fleet.rules.ownership_protected as rule

_object(metadata) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union({"name": "web", "namespace": "prod"}, metadata),
}

_owned := {"labels": {"kubectl-fleet.io/owner": "shop"}}

_owners := {"settings": {"owners": {"shop": {"groups": ["shop-team"]}}}}

_review(before, after, changes) := object.union(
	{
		"operation": "UPDATE", "object": _object(after), "oldObject": _object(before),
		"userInfo": {"username": "ann", "groups": ["developers"]}, "settings": {},
		"namespaceObject": {"metadata": {"name": "prod"}}, "cluster": {"owner": "payments"},
	},
	changes,
)

_violations(before, after, changes) := found if {
	found := rule.violations with input as _review(before, after, changes)
}

_with_owner(owner) := {"labels": {"kubectl-fleet.io/owner": owner}}

_is_refused(changes) if count(_violations(_owned, _with_owner("search"), object.union(_owners, changes))) == 1

_is_passed(before, after) if {
	_violations(before, after, {}) == set()
	_violations(before, after, _owners) == set()
}

test_mapped_owner_is_protected if {
	_violations(_owned, _with_owner("search"), _owners) == {{
		"path": "metadata.labels[kubectl-fleet.io/owner]",
		"message": concat(" ", [
			"Deployment prod/web has owner shop: only the group shop-team or the group system:masters may change it,",
			"and ann gives it to search.",
		]),
	}}
}

test_other_owners_are_warned_about if {
	_violations(_owned, _with_owner("search"), {}) == {{
		"path": "metadata.labels[kubectl-fleet.io/owner]", "action": "warn",
		"message": "Deployment prod/web had owner shop: ann gives it to search.",
		"fix": "owners in the settings says who may change shop",
	}}
}

test_who_inherits_is_named if {
	some violation in _violations(_owned, {}, {})
	violation.path == "metadata.labels[kubectl-fleet.io/owner]"
	violation.message == "Deployment prod/web had owner shop: ann leaves it to payments."
	some orphan in _violations(_owned, {}, {"cluster": {"owner": ""}})
	orphan.message == "Deployment prod/web had owner shop: ann leaves it to nobody."
}

test_owners_are_compared_and_not_keys if {
	_is_passed(_owned, {"annotations": {"kubectl-fleet.io/owner": "shop"}})
	_is_passed(_owned, object.union(_owned, {"annotations": {"kubectl-fleet.io/owner": "search"}}))
	_violations(_owned, {}, object.union(_owners, {"cluster": {"owner": "shop"}})) == set()
}

test_owner_that_the_namespace_names_is_protected_where_it_is_mapped if {
	namespace := {"namespaceObject": {"metadata": {"name": "prod", "labels": {"kubectl-fleet.io/owner": "shop"}}}}
	_violations(_owned, {}, object.union(_owners, namespace)) == set()
	some violation in _violations({}, _with_owner("search"), object.union(_owners, namespace))
	startswith(violation.message, "Deployment prod/web has owner shop: only the group shop-team")
	_violations({}, _with_owner("search"), namespace) == set()
	_violations({}, _with_owner("search"), object.union(_owners, {"cluster": {"owner": "shop"}})) == set()
}

test_what_is_derived_is_nobody_s_word if {
	derived := {"annotations": {"kubectl-fleet.io/owned-by": "shop", "kubectl-fleet.io/managed-by": "argocd"}}
	_is_passed(derived, {})
	_is_passed(derived, _with_owner("search"))
}

test_first_owner_may_be_named_by_anybody if _is_passed({}, _owned)

test_owner_that_cannot_be_told_is_no_other_one if {
	_violations(_owned, {}, object.union(_owners, {"namespaceObject": null})) == set()
}

test_object_without_a_past_has_no_owner_to_protect if {
	rule.violations == set() with input as object.union(_review({}, _owned, _owners), {"operation": "CREATE", "oldObject": null})
}

test_speakers_may_change_it if {
	_is_refused({})
	not _is_refused({"userInfo": {"groups": ["shop-team"]}})
	not _is_refused({"userInfo": {"groups": ["system:masters"]}})
	_is_refused({"userInfo": {"groups": ["system:masters"]}, "settings": {"breakGlassGroups": ["on-call"]}})
}

_argocd := {"username": "system:serviceaccount:kube-system:argocd-manager"}

_tracked := {"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"}}

_count_by_argocd(before, after) := count(_violations(before, after, object.union(_owners, {"userInfo": _argocd})))

test_system_that_keeps_the_object_may_change_it if {
	before := object.union(_owned, _tracked)
	after := object.union(_with_owner("search"), _tracked)
	_count_by_argocd(before, after) == 0
	some violation in _violations(before, after, _owners)
	contains(violation.message, "or Argo CD may change it")
}

test_system_that_does_not_keep_it_before_and_after_may_not if {
	_count_by_argocd(_owned, object.union(_with_owner("search"), _tracked)) == 1
	_count_by_argocd(object.union(_owned, _tracked), _with_owner("search")) == 1
	other := {"annotations": {"argocd.argoproj.io/tracking-id": "api:apps/Deployment:prod/web"}}
	_count_by_argocd(object.union(_owned, _tracked), object.union(_with_owner("search"), other)) == 1
	managed := {"annotations": {"kubectl-fleet.io/managed-by": "argocd"}}
	_count_by_argocd(object.union(_owned, managed), object.union(_with_owner("search"), managed)) == 1
}

_made_by(kind) := {"ownerReferences": [{"apiVersion": "argoproj.io/v1alpha1", "kind": kind, "name": "web", "controller": true}]}

test_controller_that_makes_it_may_change_it if {
	_by_rollouts("Rollout", "Rollout") == 0
	_by_rollouts("Workflow", "Rollout") == 1
	_by_rollouts("Rollout", "Workflow") == 1
}

_by_rollouts(before, after) := count(_violations(
	object.union(_owned, _made_by(before)),
	object.union(_with_owner("search"), _made_by(after)),
	object.union(_owners, {"userInfo": {"username": "system:serviceaccount:argo-rollouts:argo-rollouts"}}),
))

test_without_anybody_who_speaks_nobody_may if {
	settings := {"settings": {"owners": {"shop": {"groups": []}}, "breakGlassGroups": []}}
	some violation in _violations(_owned, {}, settings)
	violation.message == "Deployment prod/web has owner shop: nobody may change it, and ann leaves it to payments."
}

test_user_who_is_not_known_is_not_guilty if {
	review := object.union(object.remove(_review(_owned, {}, _owners), ["userInfo"]), {"userInfo": {}})
	rule.violations == set() with input as review
}

test_of_many_who_may_three_are_named if {
	settings := {"settings": {"owners": {"shop": {"groups": ["a", "b", "c"], "users": ["bob"]}}}}
	some violation in _violations(_owned, {}, settings)
	startswith(violation.message, "Deployment prod/web has owner shop: only the group a, the group b, the group c or 2 more may change it,")
}
