package fleet.mutation.restored_owner_test

import data.fleet.mutation.restored_owner

_object(metadata) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union({"name": "web", "namespace": "prod"}, metadata),
}

_owned := {"labels": {"kubectl-fleet.io/owner": "shop"}, "annotations": {"note": "a"}}

_review(after, changes) := object.union(
	{
		"operation": "UPDATE", "subResource": "", "namespace": "prod", "name": "web", "now": "2026-11-30T00:00:00Z",
		"object": _object(after), "oldObject": _object(_owned), "namespaceObject": {"metadata": {"name": "prod"}},
		"userInfo": {"username": "ann"}, "cluster": {"owner": ""}, "fieldManager": "",
		"settings": {"owners": {"shop": {"users": ["bob"]}}},
	},
	changes,
)

_is_let_through(review) if {
	restored_owner.changes == {"labels": {}, "annotations": {}} with input as review
	restored_owner.findings == [] with input as review
	not restored_owner.owner with input as review
}

test_owner_that_is_taken_away_is_put_back if {
	restored_owner.changes == {"labels": {"kubectl-fleet.io/owner": "shop"}, "annotations": {}} with input as _review({}, {})
	restored_owner.owner == "shop" with input as _review({}, {})
	[finding] := restored_owner.findings with input as _review({}, {})
	finding.action == "warn"
	finding.message == concat(" ", [
		"Deployment prod/web keeps owner shop: only the group system:masters or the user bob may change it,",
		"and ann leaves it to nobody.",
	])
}

test_every_key_is_put_back_as_it_was if {
	after := {"labels": {"kubectl-fleet.io/owner": "search"}, "annotations": {"team": "search", "note": "b"}}
	keys := {"settings": {"ownerKeys": ["team"]}}
	restored_owner.changes == {
		"labels": {"kubectl-fleet.io/owner": "shop"},
		"annotations": {"team": null},
	} with input as _review(after, keys)
}

test_what_nobody_denies_is_let_through if {
	_is_let_through(_review({}, {"userInfo": {"username": "bob"}}))
	_is_let_through(_review({}, {"settings": {"rules": {"ownership-protected": "warn"}}}))
	_is_let_through(_review({}, {"userInfo": {"username": "system:kube-controller-manager"}}))
	_is_let_through(_review({}, {"operation": "DELETE", "object": null}))
	_is_let_through(_review(_owned, {}))
}

test_owner_that_the_namespace_names_is_kept_too if {
	namespace := {"namespaceObject": {"metadata": {"name": "prod", "labels": {"kubectl-fleet.io/owner": "shop"}}}}
	bare := object.union(object.remove(_review({}, namespace), ["oldObject"]), {"oldObject": _object({})})
	given := object.union(bare, {"object": _object({"labels": {"kubectl-fleet.io/owner": "search"}})})
	restored_owner.changes == {"labels": {"kubectl-fleet.io/owner": null}, "annotations": {}} with input as given
	restored_owner.owner == "shop" with input as given
	_is_let_through(bare)
	_is_let_through(object.union(given, {"userInfo": {"username": "bob"}}))
}

test_unmapped_owner_is_not_kept if {
	_is_let_through(object.union(object.remove(_review({}, {}), ["settings"]), {"settings": {}}))
}

test_an_exempted_object_is_not_kept if {
	exemption := {
		"metadata": {"name": "web", "creationTimestamp": "2026-11-29T00:00:00Z"},
		"spec": {
			"rules": ["ownership-protected"], "objects": {"names": ["web"]},
			"owner": "shop", "ticket": "OPS-1", "expiresAt": "2027-01-31",
		},
	}
	_is_let_through(_review({}, {"exemptions": [exemption]}))
}
