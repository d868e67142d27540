package fleet.rules.ownership_protected

import data.fleet.marks
import data.fleet.twins.expressions
import data.fleet.twins.owners

# METADATA
# description: |
#   The rule as the API server judges it; it compares the object with what it was before. A policy has one action, so that what is only
#   warned about is another one.
twin := {
	"resources": [{"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"], "operations": ["UPDATE"]}],
	"compares": true,
	"parameters": true,
	"variables": [
		{"name": "before", "expression": owners.said_of("oldObject")},
		{"name": "after", "expression": owners.resolved("object")},
		{"name": "isTakenAway", "expression": _is_taken_away_twin},
		{"name": "isMapped", "expression": owners.is_mapped("variables.before")},
		{"name": "gives", "expression": _gives},
	],
	"violated": sprintf("variables.isTakenAway && variables.isMapped && !(%s)", [concat(" || ", _allowances)]),
	"message": _message("has"),
	"advice": {
		"violated": sprintf("variables.isTakenAway && !variables.isMapped && %s != ''", [owners.said("oldObject")]),
		"message": _message("had"),
		"fix": "owners in the settings says who may change the owner",
	},
}

_is_taken_away_twin := sprintf("variables.before != '' && %s && variables.before != variables.after", [owners.is_known("object")])

_gives := sprintf("request.userInfo.username + (%s == '' ? ' leaves it to ' : ' gives it to ') + (variables.after == '' ? 'nobody' : variables.after)", [
	owners.said("object"),
])

_message(has) := sprintf("%s + ' %s owner ' + variables.before + ': ' + variables.gives + '.'", [expressions.title, has])

_allowances := array.concat(
	[owners.speaks_for("variables.before"), owners.is_lasting_maker],
	[sprintf("((%s) && (%s))", [expressions.is_identity(system), concat(" || ", kept)]) |
		some name in sort(object.keys(data.fleet.systems))
		system := data.fleet.systems[name]
		system.identities
		kept := [expressions.keeps(system, sort_of_mark) |
			some [sort_of_mark, category] in marks.of_managers
			system.category == category
			system.marks[sort_of_mark]
		]
		count(kept) > 0
	],
)
