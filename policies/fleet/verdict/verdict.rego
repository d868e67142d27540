# METADATA
# title: Verdict
# description: From the violations of all rules to findings with actions, and from these to allowed or not.
package fleet.verdict

import data.fleet.exemptions
import data.fleet.marks
import data.fleet.objects
import data.fleet.settings

_ranks := {"deny": 0, "warn": 1, "audit": 2, "off": 3}

_actions := ["deny", "warn", "audit", "off"]

default allowed := true

allowed := false if {
	some finding in findings
	finding.action == "deny"
}

# METADATA
# description: Sorted by gravity, rule, path and message, so that two evaluations print the same
findings := [entry[4] | some entry in sort(_entries)]

_entries contains [rank, rule, violation.path, message, object.union(finding, exemption.named)] if {
	_is_judged
	some [name, violation] in _found
	rule := replace(name, "_", "-")
	words := data.fleet.rules[name].words
	exemption := _exemption(rule)
	wanted := _wanted(rule, violation, words.custom.action)
	rank := max({wanted, _at_most(name, violation.path), _ranks[exemption.action]})
	rank < _ranks.off
	message := concat(" ", array.concat([violation.message], exemption.says))
	finding := {
		"rule": rule,
		"action": _actions[rank],
		"object": objects.reference(input),
		"path": violation.path,
		"message": message,
		"why": object.get(violation, "why", words.custom.why),
		"fix": object.get(violation, "fix", words.custom.fix),
		"doc": words.related_resources[0].ref,
	}
}

# What no finding can be made of must not pass for nothing found: with this the engine knows that a rule has failed.
_entries contains [0, name, "", "", "malformed"] if {
	_is_judged
	some [name, violation] in _found
	not _is_whole(violation)
}

_is_whole(violation) if {
	is_string(violation.path)
	is_string(violation.message)
	object.get(violation, "action", "deny") in _actions
}

_found contains [name, violation] if {
	not input.failed
	some name
	some violation in _members(data.fleet.rules[name].violations)
}

# The engine leaves out those of a user's own rules that fail on the object. To know names before violations costs time,
# so only then.
_found contains [name, violation] if {
	failed := input.failed
	some name in ({name | some name; data.fleet.rules[name].words} - {name | some name in failed})
	some violation in _members(data.fleet.rules[name].violations)
}

_members(found) := found if is_set(found)

_members(found) := {"malformed"} if not is_set(found)

# A rule speaks of objects that come to be or change. Status, scale and other subresources are not the object, but a
# binding is the moment in which a Pod gets its node.
_is_judged if {
	input.operation in {"CREATE", "UPDATE"}
	input.subResource in {"", "binding"}
	is_object(input.object)
}

# A setting replaces the rule's own action; a violation that the rule itself calls lighter stays lighter.
_wanted(rule, violation, default_action) := rank if {
	own := _ranks[object.get(violation, "action", default_action)]
	rank := _with_setting(own, _ranks[default_action], _setting(rule))
}

default _setting(_) := ""

_setting(rule) := settings.action(rule)

_with_setting(own, _, "") := own

_with_setting(own, usual, set) := _ranks[set] if own <= usual

_with_setting(own, usual, set) := max({own, _ranks[set]}) if own > usual

# An exemption leaves the violation in sight: it is no longer refused, and the message tells why.
default _exemption(_) := {"named": {}, "says": [], "action": "deny"}

_exemption(rule) := {"named": {"exemption": found.named}, "says": [found.says], "action": found.action} if {
	found := exemptions.from_rule(rule)
}

# What may not be refused whatever the rule says: the cluster's own controllers would only try again for ever, and what
# was so before must still be open to repair. The scheduler, that binds every Pod, tries another time and is refused.
_at_most(name, path) := max({_of_writer, _of_history(name, path)})

default _of_writer := 0

_of_writer := _ranks.audit if {
	input.subResource != "binding"
	marks.is_built_in_writer(input.userInfo)
}

default _of_history(_, _) := 0

_of_history(name, path) := _ranks.warn if {
	input.operation == "UPDATE"
	is_object(input.oldObject)
	some violation in data.fleet.rules[name].violations with input.object as input.oldObject
	violation.path == path
}
