package fleet.admission_policies.cel.ownership_test

import data.fleet.admission_policies.cel.ownership

_settings := {"settings": {"owners": {"shop": {"groups": ["shop-team"], "serviceAccounts": ["ci:deployer"]}}, "breakGlassGroups": []}}

test_a_label_is_read_before_an_annotation if {
	ownership.said("object") == concat("", [
		"[object.metadata.?labels.orValue({})[?\"kubectl-fleet.io/owner\"].orValue(''),",
		" object.metadata.?annotations.orValue({})[?\"kubectl-fleet.io/owner\"].orValue('')]",
		".filter(name, name != '')[?0].orValue('')",
	]) with input as {}
}

test_speakers if {
	ownership.is_mapped("variables.before") == `(variables.before in ["shop"])` with input as _settings
	ownership.is_mapped("variables.before") == `(variables.before in [])` with input as {}
	ownership.acts_for("name") == concat("", [
		"request.userInfo.?groups.orValue([]).exists(group, group in []) ||",
		` (name == "shop" && (request.userInfo.username in ["system:serviceaccount:ci:deployer"] ||`,
		` request.userInfo.?groups.orValue([]).exists(group, group in ["shop-team"])))`,
	]) with input as _settings
}

test_controllers if {
	rollouts := [{"user": "rollouts", "of": ["argoproj.io/Rollout"]}]
	ownership.is_maker("object") == concat("", [
		`false || (request.userInfo.username == "rollouts" && object.metadata.?ownerReferences.orValue([]).exists(owner,`,
		" owner.?controller.orValue(false) && owner.kind == 'Rollout' && owner.apiVersion.startsWith('argoproj.io/')))",
	]) with data.fleet.catalogue.controllers.known as rollouts with input as {}
	contains(ownership.is_lasting_maker, "new.name == old.name") with data.fleet.catalogue.controllers.known as rollouts with input as {}
	settings := {"controllers": [{"serviceAccount": "jobs:runner", "of": [{"group": "", "kind": "Pod"}]}]}
	contains(ownership.is_maker("object"), "owner.kind == 'Pod' && !owner.apiVersion.contains('/')") with input as {"settings": settings}
	ownership.is_lasting_maker == "false" with data.fleet.catalogue.controllers.known as [] with input as {}
}
