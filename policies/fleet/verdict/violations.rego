package fleet.verdict

import data.fleet.objects

_found contains [name, violation] if {
	not input.failed
	some name
	data.fleet.rules[name].violations
	some violation in _members(name)
}

# The engine names the user's rules that fail on the object, and they are left out. This form looks
# up the names first, which costs time, so it is used only then.
_found contains [name, violation] if {
	failed := input.failed
	some name in ({name | some name; data.fleet.rules[name].words} - {name | some name in failed})
	some violation in _members(name)
}

# An object that breaks a rule in more places is made for that. To judge each place would take long.
_most_violations := 250

_members(name) := violations if {
	violations := data.fleet.rules[name].violations
	is_set(violations)
	count(violations) <= _most_violations
} else := {_too_many(name, data.fleet.rules[name].violations)} if {
	is_set(data.fleet.rules[name].violations)
} else := {"malformed"}

_too_many(name, violations) := {
	"path": min(paths),
	"message": message,
	"action": _actions[min({_ranks[object.get(violation, "action", usual)] | some violation in violations})],
	"key": "too many",
} if {
	paths := {violation.path | some violation in violations}
	usual := data.fleet.rules[name].words.custom.action
	says := ["breaks this rule in", format_int(count(violations), 10), "places, too many to judge each of them."]
	message := concat(" ", array.concat([objects.title(input.object)], says))
}
