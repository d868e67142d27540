package fleet.rules.ownership_protected

import data.fleet.admission_policies.cel
import data.fleet.admission_policies.cel.ownership
import data.fleet.objects.marks

# METADATA
# description: |
#   The rule as the API server judges it; it compares the object with what it was before. A policy
#   has one action, so that what is only warned about is another one.
admission_policy := {
	"resources": [{"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"], "operations": ["UPDATE"]}],
	"compares": true,
	"parameters": true,
	"variables": [
		{"name": "before", "expression": ownership.said_of("oldObject")},
		{"name": "after", "expression": ownership.resolved("object")},
		{"name": "isTakenAway", "expression": _is_taken_away_expression},
		{"name": "isMapped", "expression": ownership.is_mapped("variables.before")},
		{"name": "gives", "expression": _gives},
	],
	"violated": sprintf("variables.isTakenAway && variables.isMapped && !(%s)", [concat(" || ", _allowances)]),
	"message": _message("has"),
	"advice": {
		"violated": sprintf("variables.isTakenAway && !variables.isMapped && %s != ''", [ownership.said("oldObject")]),
		"message": _message("had"),
		"fix": "owners in the settings says who may change the owner",
	},
}

_is_taken_away_expression := sprintf("variables.before != '' && %s && variables.before != variables.after", [ownership.is_known("object")])

_gives := sprintf("request.userInfo.username + (%s == '' ? ' leaves it to ' : ' gives it to ') + (variables.after == '' ? 'nobody' : variables.after)", [
	ownership.said("object"),
])

_message(has) := sprintf("%s + ' %s owner ' + variables.before + ': ' + variables.gives + '.'", [cel.title, has])

_allowances := array.concat(
	[ownership.acts_for("variables.before"), ownership.is_lasting_maker],
	[sprintf("((%s) && (%s))", [cel.is_identity(system), concat(" || ", kept)]) |
		some name in sort(object.keys(data.fleet.catalogue.systems))
		system := data.fleet.catalogue.systems[name]
		system.identities
		kept := [cel.keeps(system, sort_of_mark) |
			some [sort_of_mark, category] in marks.of_managers
			system.category == category
			system.marks[sort_of_mark]
		]
		count(kept) > 0
	],
)
