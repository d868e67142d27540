package fleet.rules.ownership_claimed

import data.fleet.admission_policies.cel
import data.fleet.admission_policies.cel.ownership

# METADATA
# description: |
#   The rule as the API server judges it; where the settings map nobody it has nothing to say
admission_policy := {
	"resources": [{"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"], "operations": ["CREATE", "UPDATE"]}],
	"compares": true,
	"parameters": true,
	"variables": [
		{"name": "claimed", "expression": ownership.said("object")},
		{"name": "before", "expression": sprintf("oldObject == null ? %s : %s", [ownership.inherited, ownership.resolved("oldObject")])},
		{"name": "isBeforeKnown", "expression": sprintf("oldObject == null ? %s : %s", [_is_inherited_known, ownership.is_known("oldObject")])},
	],
	"violated": sprintf("%s && variables.isBeforeKnown && variables.claimed != variables.before && !(%s || %s)", [
		ownership.is_mapped("variables.claimed"), ownership.acts_for("variables.claimed"), ownership.is_maker("object"),
	]),
	"message": sprintf("%s + ' names owner ' + variables.claimed + ', and ' + %s + ' does not speak for it.'", [
		cel.title, "request.userInfo.username",
	]),
}

_is_inherited_known := sprintf("('owner' in variables.ofCluster || %s != '')", [ownership.inherited])
