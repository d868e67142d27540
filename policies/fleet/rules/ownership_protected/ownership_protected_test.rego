package fleet.rules.ownership_protected_test

import data.fleet.rules.ownership_protected as rule

_object(metadata) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union({"name": "web", "namespace": "prod"}, metadata),
}

_owned := {"kubectl-fleet.io/owner": "shop", "kubectl-fleet.io/managed-by": "argocd", "team": "web"}

_violations(before, after, changes) := found if {
	review := {
		"operation": "UPDATE", "object": _object(after), "oldObject": _object(before),
		"userInfo": {"username": "ann", "groups": ["developers"]}, "settings": {},
	}
	found := rule.violations with input as object.union(review, changes)
}

_with_owner(owner) := {"annotations": object.union(_owned, {"kubectl-fleet.io/owner": owner})}

_is_refused(changes) if count(_violations({"annotations": _owned}, _with_owner("search"), changes)) == 1

_is_passed(before, after) if _violations(before, after, {}) == set()

_message(words) := concat(" ", [
	"Deployment prod/web had", words,
	"by ann, which only Argo CD or the group system:masters may do.",
])

test_changed_annotation if {
	_violations({"annotations": _owned}, _with_owner("search"), {}) == {{
		"path": "metadata.annotations[kubectl-fleet.io/owner]",
		"message": _message("annotation kubectl-fleet.io/owner changed"),
	}}
}

test_each_removed_mark_is_named if {
	labels := {"kubectl-fleet.io/cluster": "eu-1", "app": "web"}
	_violations({"annotations": _owned, "labels": labels}, {"annotations": {}}, {}) == {
		{
			"path": "metadata.annotations[kubectl-fleet.io/owner]",
			"message": _message("annotation kubectl-fleet.io/owner removed"),
		},
		{
			"path": "metadata.annotations[kubectl-fleet.io/managed-by]",
			"message": _message("annotation kubectl-fleet.io/managed-by removed"),
		},
		{
			"path": "metadata.labels[kubectl-fleet.io/cluster]",
			"message": _message("label kubectl-fleet.io/cluster removed"),
		},
	}
}

test_annotation_that_hides_a_label_changes_it if {
	before := {"labels": {"kubectl-fleet.io/owner": "shop", "app": "web"}}
	_violations(before, object.union(before, {"annotations": {"kubectl-fleet.io/owner": "search", "app": "api"}}), {}) == {{
		"path": "metadata.annotations[kubectl-fleet.io/owner]",
		"message": concat(" ", [
			"Deployment prod/web had annotation kubectl-fleet.io/owner changed by ann,",
			"which only the group system:masters may do.",
		]),
	}}
	_is_passed(before, object.union(before, {"annotations": {"kubectl-fleet.io/owner": "shop"}}))
}

test_label_behind_an_annotation_is_protected_as_well if {
	both := {"labels": {"kubectl-fleet.io/owner": "shop"}, "annotations": _owned}
	found := _violations(both, object.union(both, {"labels": {"kubectl-fleet.io/owner": "search"}}), {})
	{violation.path | some violation in found} == {"metadata.labels[kubectl-fleet.io/owner]"}
}

test_first_mark_may_be_written_by_anybody if {
	_is_passed({}, {"annotations": _owned})
	_is_passed({"annotations": _owned}, {"annotations": object.union(_owned, {"kubectl-fleet.io/fleet": "acme"})})
	_is_passed({"annotations": _owned}, {"annotations": _owned, "labels": {"kubectl-fleet.io/owner": "search"}})
}

test_what_is_kept_or_not_ours_is_no_change if {
	_is_passed({"annotations": _owned}, {"annotations": _owned})
	_is_passed({"annotations": _owned}, {"annotations": object.union(_owned, {"team": "api"})})
	_is_passed({"annotations": _owned}, {"annotations": object.remove(_owned, ["team"])})
}

test_label_behind_an_annotation_was_hidden_before if {
	both := {"labels": {"kubectl-fleet.io/owner": "search"}, "annotations": _owned}
	_is_passed(both, both)
}

test_marks_stand_in_labels_and_annotations_alone if _is_passed({"elsewhere": _owned}, {})

test_object_without_a_past_has_no_owner_to_protect if {
	review := {"object": _object(_with_owner("search")), "userInfo": {"username": "ann"}}
	rule.violations == set() with input as object.union(review, {"oldObject": null})
}

test_owner_system_may_change_what_it_manages if {
	_is_refused({})
	not _is_refused({"userInfo": {"username": "system:serviceaccount:kube-system:argocd-manager"}})
	_is_refused({"userInfo": {"username": "system:serviceaccount:flux-system:kustomize-controller"}})
	_is_refused({"userInfo": {"username": "system:serviceaccount:ci:deployer"}})
}

test_system_that_took_an_object_over_may_change_it if {
	before := {
		"annotations": {"kubectl-fleet.io/owner": "shop", "kubectl-fleet.io/managed-by": "kubectl"},
		"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"},
	}
	after := object.union(before, {"annotations": {"kubectl-fleet.io/owner": "search"}})
	flux := {"userInfo": {"username": "system:serviceaccount:flux-system:kustomize-controller"}}
	_violations(before, after, flux) == set()
	some violation in _violations(before, after, {})
	endswith(violation.message, "by ann, which only Flux or the group system:masters may do.")
}

test_system_of_two_words_is_found if {
	before := {"annotations": {"kubectl-fleet.io/owner": "shop", "kubectl-fleet.io/managed-by": "two-words"}}
	after := {"annotations": {"kubectl-fleet.io/owner": "search", "kubectl-fleet.io/managed-by": "two-words"}}
	systems := {"two_words": {"title": "Two Words", "category": "gitops", "identities": [{"user": "two"}]}}
	_violations(before, after, {"userInfo": {"username": "two"}}) == set() with data.fleet.systems as systems
	count(_violations(before, after, {})) == 1 with data.fleet.systems as systems
}

test_break_glass_groups_may_change_it if {
	not _is_refused({"userInfo": {"groups": ["developers", "system:masters"]}})
	strict := {"settings": {"breakGlassGroups": ["platform"]}}
	not _is_refused(object.union(strict, {"userInfo": {"groups": ["platform"]}}))
	_is_refused(object.union(strict, {"userInfo": {"groups": ["system:masters"]}}))
}

test_without_a_group_or_system_nobody_may if {
	before := {"annotations": {"kubectl-fleet.io/owner": "shop"}}
	some violation in _violations(before, {}, {"settings": {"breakGlassGroups": []}})
	violation.message == "Deployment prod/web had annotation kubectl-fleet.io/owner removed by ann, which nobody may do."
}

test_user_who_is_not_known_is_not_guilty if {
	review := {"object": _object({}), "oldObject": _object({"annotations": _owned}), "userInfo": {}}
	rule.violations == set() with input as review
}
