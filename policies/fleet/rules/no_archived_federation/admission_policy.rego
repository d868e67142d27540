package fleet.rules.no_archived_federation

import data.fleet.admission_policies.cel

# METADATA
# description: The rule as the API server judges it
admission_policy := {
	"resources": [{
		"apiGroups": sort(object.keys(_titles)), "apiVersions": ["*"],
		"resources": ["*"], "operations": ["CREATE", "UPDATE"],
	}],
	"violated": "true",
	"message": sprintf("%s + ' is an object of ' + %s[request.kind.group] + ', which is archived.'", [
		cel.title, json.marshal(_titles),
	]),
}

_titles := {served.group: system.title |
	some system in data.fleet.catalogue.systems
	system.lifecycle == "archived"
	system.category == "federation"
	some served in system.kinds
}
