package fleet.ownership.subjects_test

import data.fleet.ownership.subjects

_settings := {"settings": {
	"owners": {"shop": {"groups": ["shop-team"], "users": ["bob"], "serviceAccounts": ["ci:deployer"]}, "search": {}},
	"breakGlassGroups": ["on-call"],
}}

test_mapped_owners if {
	subjects.is_mapped("search") with input as _settings
	not subjects.is_mapped("payments") with input as _settings
	not subjects.is_mapped("shop") with input as {"settings": {}}
}

test_speakers if {
	every user in [
		{"username": "ann", "groups": ["shop-team"]}, {"username": "bob"},
		{"username": "system:serviceaccount:ci:deployer"}, {"username": "eve", "groups": ["on-call"]},
	] {
		subjects.acts_for("shop", user) with input as _settings
	}
	every user in [
		{"username": "ann", "groups": ["search-team"]}, {}, {"username": "ci:deployer"},
		{"username": "system:serviceaccount:ci:other", "groups": ["system:masters"]},
	] {
		not subjects.acts_for("shop", user) with input as _settings
	}
	not subjects.acts_for("search", {"username": "bob"}) with input as _settings
}

test_without_settings_cluster_administrators_break_the_glass if {
	subjects.acts_for("shop", {"username": "eve", "groups": ["system:masters"]}) with input as {"settings": {}}
}

test_titles if {
	subjects.titles("shop") == [
		"the group shop-team", "the group on-call", "the user bob", "the service account ci:deployer",
	] with input as object.union(_settings, {"namespace": "ci"})
	subjects.titles("search") == ["the group on-call"] with input as _settings
}

test_service_accounts_of_other_namespaces_are_counted if {
	subjects.titles("shop") == [
		"the group shop-team", "the group on-call", "the user bob", "1 service account",
	] with input as object.union(_settings, {"namespace": "shop"})
}
