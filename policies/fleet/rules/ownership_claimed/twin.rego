package fleet.rules.ownership_claimed

import data.fleet.twins.expressions
import data.fleet.twins.owners

# METADATA
# description: The rule as the API server judges it; where the settings map nobody it has nothing to say
twin := {
	"resources": [{"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"], "operations": ["CREATE", "UPDATE"]}],
	"compares": true,
	"parameters": true,
	"variables": [
		{"name": "claimed", "expression": owners.said("object")},
		{"name": "before", "expression": sprintf("oldObject == null ? %s : %s", [owners.inherited, owners.resolved("oldObject")])},
		{"name": "isBeforeKnown", "expression": sprintf("oldObject == null ? %s : %s", [_is_inherited_known, owners.is_known("oldObject")])},
	],
	"violated": sprintf("%s && variables.isBeforeKnown && variables.claimed != variables.before && !(%s || %s)", [
		owners.is_mapped("variables.claimed"), owners.speaks_for("variables.claimed"), owners.is_maker("object"),
	]),
	"message": sprintf("%s + ' names owner ' + variables.claimed + ', and ' + %s + ' does not speak for it.'", [
		expressions.title, "request.userInfo.username",
	]),
}

_is_inherited_known := sprintf("('owner' in variables.ofCluster || %s != '')", [owners.inherited])
