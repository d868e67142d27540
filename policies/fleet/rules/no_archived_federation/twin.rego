package fleet.rules.no_archived_federation

import data.fleet.twins.expressions

# METADATA
# description: The rule as the API server judges it
twin := {
	"resources": [{
		"apiGroups": sort(object.keys(_titles)), "apiVersions": ["*"],
		"resources": ["*"], "operations": ["CREATE", "UPDATE"],
	}],
	"violated": "true",
	"message": sprintf("%s + ' is an object of ' + %s[request.kind.group] + ', which is archived.'", [
		expressions.title, json.marshal(_titles),
	]),
}

_titles := {served.group: system.title |
	some system in data.fleet.systems
	system.lifecycle == "archived"
	system.category == "federation"
	some served in system.kinds
}
