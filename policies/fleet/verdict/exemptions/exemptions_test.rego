package fleet.verdict.exemptions_test

import data.fleet.verdict.exemptions

_web := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "web", "namespace": "prod", "labels": {"app": "web"}},
}

_exemption := {
	"metadata": {"name": "web-until-new-year", "creationTimestamp": "2026-11-01T00:00:00Z"},
	"spec": {
		"rules": ["no-pets"], "objects": {"names": ["web"]},
		"owner": "shop", "reason": "moved in January", "ticket": "OPS-12", "expiresAt": "2026-12-31",
	},
}

_review := {"object": _web, "namespace": "prod", "now": "2026-11-23T00:00:00Z", "exemptions": [_exemption]}

_with_spec(changes) := object.union(_exemption, {"spec": changes})

_found(review) := found if found := exemptions.from_rule("no-pets") with input as review

_of(objects) := {
	"metadata": _exemption.metadata,
	"spec": object.union(object.remove(_exemption.spec, ["objects"]), {"objects": objects}),
}

_is_exempted(objects) if _found(object.union(_review, {"exemptions": [_of(objects)]})).action == "audit"

_named(counts) := {
	"name": "web-until-new-year", "owner": "shop", "ticket": "OPS-12", "expiresAt": "2026-12-31", "counts": counts,
}

test_exemption_that_counts if _found(_review) == {
	"action": "audit", "named": _named(true),
	"says": "Exempted until 2026-12-31 by FleetExemption web-until-new-year, owner shop, ticket OPS-12.",
}

test_exemption_that_ends_within_seven_days_is_warned_about if {
	_found(object.union(_review, {"now": "2026-12-24T23:59:59Z"})).action == "audit"
	_found(object.union(_review, {"now": "2026-12-25T00:00:00Z"})) == {
		"action": "warn", "named": _named(true),
		"says": "Exempted until 2026-12-31, which is soon, by FleetExemption web-until-new-year, owner shop, ticket OPS-12.",
	}
}

test_exemption_expires_with_its_day if {
	_found(object.union(_review, {"now": "2026-12-31T23:59:59Z"})).action == "warn"
	_found(object.union(_review, {"now": "2027-01-01T00:00:00Z"})) == {
		"action": "deny", "named": _named(false),
		"says": "FleetExemption web-until-new-year, owner shop, ticket OPS-12, has expired: it counted until 2026-12-31.",
	}
}

test_exemption_may_last_ninety_days_from_its_creation if {
	longest := _with_spec({"expiresAt": "2027-01-30"})
	_found(object.union(_review, {"exemptions": [longest]})).action == "audit"
	longer := _with_spec({"expiresAt": "2027-01-31"})
	found := _found(object.union(_review, {"exemptions": [longer]}))
	found.action == "deny"
	found.named == object.union(_named(false), {"expiresAt": "2027-01-31"})
	found.says == concat(" ", [
		"FleetExemption web-until-new-year, owner shop, ticket OPS-12, does not count:",
		"it lasts until 2027-01-31, longer than 90 days.",
	])
}

test_settings_may_allow_more_or_less if {
	longer := _with_spec({"expiresAt": "2027-01-31"})
	_found(object.union(_review, {"exemptions": [longer], "settings": {"exemptionDays": 91}})).action == "audit"
	_found(object.union(_review, {"settings": {"exemptionDays": 59}})).action == "deny"
}

test_what_is_not_in_a_cluster_yet_begins_now if {
	every metadata in [{"name": "new"}, {"name": "new", "creationTimestamp": null}] {
		within := {"metadata": metadata, "spec": object.union(_exemption.spec, {"expiresAt": "2027-02-21"})}
		_found(object.union(_review, {"exemptions": [within]})).action == "audit"
		not_followed := {"metadata": metadata, "spec": object.union(_exemption.spec, {"expiresAt": "2027-02-22"})}
		_found(object.union(_review, {"exemptions": [not_followed]})).action == "deny"
	}
}

test_exemption_of_other_rules_or_without_a_date_is_none if {
	not _found(object.union(_review, {"exemptions": [_with_spec({"rules": ["no-cattle"]})]}))
	not _found(object.union(_review, {"exemptions": [_with_spec({"expiresAt": "for ever"})]}))
	not _found(object.union(_review, {"exemptions": []}))
}

test_objects_are_named_by_kind if {
	_is_exempted({"kinds": [{"group": "apps", "kind": "StatefulSet"}, {"group": "apps", "kind": "Deployment"}]})
	not _is_exempted({"kinds": [{"group": "", "kind": "Deployment"}]})
	not _is_exempted({"kinds": []})
}

test_objects_are_named_by_name_and_namespace if {
	_is_exempted({"namespaces": ["test", "prod"]})
	_is_exempted({"namespaces": ["prod"], "names": ["api", "web"]})
	not _is_exempted({"namespaces": ["test"]})
	not _is_exempted({"namespaces": ["prod"], "names": ["api"]})
	not _is_exempted({"namespaces": ["test"], "names": ["web"]})
}

test_objects_are_named_by_label if {
	every named in [{"namespaces": ["prod"]}, {"names": ["web"]}, {"kinds": [{"group": "apps", "kind": "Deployment"}]}] {
		_is_exempted(object.union(named, {"selector": {"matchLabels": {"app": "web"}}}))
		not _is_exempted(object.union(named, {"selector": {"matchLabels": {"app": "api"}}}))
	}
	not _is_exempted({"selector": {"matchLabels": {"app": "web"}}, "namespaces": ["test"]})
}

test_a_selector_alone_exempts_nothing if {
	not _is_exempted({"selector": {"matchLabels": {"app": "web"}}})
	not _is_exempted({"selector": {"matchExpressions": [{"key": "x", "operator": "DoesNotExist"}]}})
}

test_what_names_nothing_exempts_nothing if {
	not _is_exempted({})
	not _is_exempted({"everything": true})
}

test_request_knows_the_namespace_that_a_manifest_leaves_out if {
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}
	review := {"object": pod, "namespace": "prod", "now": _review.now, "exemptions": [_of({"namespaces": ["prod"]})]}
	_found(review).action == "audit"
	not _found(object.union(review, {"namespace": "test"}))
}

test_namespace_lies_in_itself if {
	namespace := {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "prod"}}
	review := {"object": namespace, "namespace": "", "now": _review.now, "exemptions": [_of({"namespaces": ["prod"]})]}
	_found(review).action == "audit"
	not _found(object.union(review, {"object": {"metadata": {"name": "test"}}}))
}

test_what_is_made_of_an_exempted_workload_is_exempted if {
	binding := {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "web-5d6f-x", "namespace": "prod"}}
	review := object.union(object.remove(_review, ["object"]), {"object": binding})
	not _found(review)
	_found(object.union(review, {"owners": [{"apiVersion": "v1", "kind": "Pod"}, _web]})).action == "audit"
}

test_what_counts_and_the_longest_of_it_is_named if {
	expired := object.union(_with_spec({"expiresAt": "2026-11-20"}), {"metadata": {"name": "expired"}})
	shorter := object.union(_with_spec({"expiresAt": "2026-12-20"}), {"metadata": {"name": "shorter"}})
	endless := object.union(_with_spec({"expiresAt": "2028-12-31"}), {"metadata": {"name": "endless"}})
	every listed in [[expired, shorter, _exemption, endless], [endless, _exemption, shorter, expired]] {
		_found(object.union(_review, {"exemptions": listed})).named.name == "web-until-new-year"
	}
	_found(object.union(_review, {"exemptions": [expired, endless]})).named.name == "endless"
	_found(object.union(_review, {"exemptions": [expired]})).named.name == "expired"
}

test_standings_say_how_each_exemption_stands if {
	listed := [
		_exemption,
		object.union(_with_spec({"expiresAt": "2026-11-25"}), {"metadata": {"name": "expiring"}}),
		object.union(_with_spec({"expiresAt": "2026-11-20"}), {"metadata": {"name": "expired"}}),
		object.union(_with_spec({"expiresAt": "2028-12-31"}), {"metadata": {"name": "endless"}}),
		object.union(_with_spec({"expiresAt": "for ever"}), {"metadata": {"name": "dateless"}}),
	]
	found := exemptions.status with input as {"now": _review.now, "settings": {}, "exemptions": listed}
	{name: one.state | some name, one in found} == {
		"web-until-new-year": "Active", "expiring": "Expiring", "expired": "Expired", "endless": "TooLong",
	}
	found.expired.says == "FleetExemption expired, owner shop, ticket OPS-12, has expired: it counted until 2026-11-20."
}

test_exemptions_of_one_name_have_one_status if {
	other := object.union(_exemption, {"spec": {"ticket": "OPS-13"}})
	found := exemptions.status with input as {"now": _review.now, "settings": {}, "exemptions": [_exemption, other]}
	object.keys(found) == {"web-until-new-year"}
}

_made := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {"name": "orders-1", "namespace": "prod", "ownerReferences": [{
		"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "name": "orders", "controller": true,
	}]},
}

_of_orders := {"kinds": [{"group": "postgresql.cnpg.io", "kind": "Cluster"}], "names": ["orders"]}

_made_by(user, objects) := object.union(object.remove(_review, ["object"]), {
	"object": _made, "exemptions": [_of(objects)], "userInfo": {"username": user},
})

test_what_the_controller_of_an_exempted_object_makes_is_exempted if {
	operator := "system:serviceaccount:cnpg-system:cnpg-manager"
	_found(_made_by(operator, _of_orders)).action == "audit"
	not _found(_made_by("ann", _of_orders))
	not _found(_made_by(operator, object.union(_of_orders, {"names": ["carts"]})))
	not _found(_made_by(operator, object.union(_of_orders, {"selector": {"matchExpressions": [{"key": "a", "operator": "DoesNotExist"}]}})))
}
