# METADATA
# title: Verdict
# description: |
#   Makes findings with actions from the `violations` of all rules, and decides from these whether
#   the object is allowed.
package fleet.verdict

import data.fleet.objects
import data.fleet.review.built_in
import data.fleet.verdict.exemptions
import data.fleet.verdict.settings

_ranks := {"deny": 0, "warn": 1, "audit": 2, "off": 3}

_actions := ["deny", "warn", "audit", "off"]

default allowed := true

allowed := false if {
	some finding in findings
	finding.action == "deny"
}

# METADATA
# description: The ceiling of the settings as a part of a decision; empty if rules may refuse
default ceiling := {}

ceiling := {"ceiling": settings.ceiling} if settings.ceiling != "deny"

# METADATA
# description: |
#   Sorted by gravity, rule, path and message, so that two evaluations print the same. OPA's Wasm
#   sorts in the square of the number, so the findings of one gravity and rule are sorted apart
findings := [entry[4] | some group in sort(object.keys(_entries_by_group)); some entry in sort(_entries_by_group[group])]

_entries_by_group[[entry[0], entry[1]]] contains entry if some entry in _entries

# METADATA
# description: The findings of one rule, by the name of its package; no other rule is asked
of_rule(name) := [entry[4] | some entry in sort(entries)] if {
	entries := {_entry(name, violation) | _is_judged; some violation in _members(name)}
}

_entries contains _entry(name, violation) if {
	_is_judged
	some [name, violation] in _found
}

# An entry of which no finding can be made must not count as no finding. By this the engine knows
# that a rule has failed.
_entries contains [0, name, "", "", "malformed"] if {
	_is_judged
	some [name, violation] in _found
	not _is_whole(name, violation)
}

_entry(name, violation) := [rank, rule, violation.path, message, object.union_n([finding, address(rule, words), exemption.named, held_back.named])] if {
	rule := replace(name, "_", "-")
	words := data.fleet.rules[name].words
	exemption := _exemption(rule)
	by_itself := _rank(name, violation)
	downgrade := _downgrade(name, violation, by_itself)
	without_ceiling := max({by_itself, downgrade.rank})
	rank := max({without_ceiling, _ranks[settings.ceiling]})
	rank < _ranks.off
	held_back := _held_back(without_ceiling, rank)
	message := concat(" ", array.concat([violation.message], array.concat(exemption.says, array.concat(downgrade.says, held_back.says))))
	finding := {
		"rule": rule,
		"action": _actions[rank],
		"object": objects.reference(input),
		"path": violation.path,
		"message": message,
		"why": object.get(violation, "why", words.custom.why),
		"fix": object.get(violation, "fix", words.custom.fix),
	}
}

_is_whole(name, violation) if {
	is_string(violation.path)
	is_string(violation.message)
	object.get(violation, "action", "deny") in _actions
	is_set(object.get(violation, "reach", set()))
	not _has_other_check(name, violation)
}

# A rule that declares checks uses no other names in its keys.
_has_other_check(name, violation) if {
	check := violation.key.check
	checks := data.fleet.rules[name].words.custom.checks
	not check in checks
}

# Rules judge objects that are created or changed. Status, scale and other subresources are not the
# object, but a binding is the moment when a Pod gets its node.
_is_judged if {
	input.operation in {"CREATE", "UPDATE"}
	input.subResource in {"", "binding"}
	is_object(input.object)
}

# A setting replaces the rule's own action. A finding that the rule itself makes lighter stays
# lighter.
_wanted(rule, violation, default_action) := rank if {
	own := _ranks[object.get(violation, "action", default_action)]
	rank := _with_setting(own, _ranks[default_action], _setting(rule))
}

default _setting(_) := ""

_setting(rule) := settings.action(rule)

_with_setting(own, _, "") := own

_with_setting(own, usual, set) := _ranks[set] if own <= usual

_with_setting(own, usual, set) := max({own, _ranks[set]}) if own > usual

# An exempted finding stays visible. It is not refused, and its message tells why.
default _exemption(_) := {"named": {}, "says": [], "action": "deny"}

_exemption(rule) := {"named": {"exemption": found.named}, "says": [found.says], "action": found.action} if {
	found := exemptions.from_rule(rule)
}

# An operator who lifts the ceiling has to know what will be refused then.
default _held_back(_, _) := {"named": {}, "says": []}

_held_back(without_ceiling, rank) := {"named": {"wouldDeny": true}, "says": [says]} if {
	without_ceiling == _ranks.deny
	rank > _ranks.deny
	says := "Only the ceiling \"*\" allows it."
}

# The rank of a finding by itself, without regard to what was so before.
_rank(name, violation) := max({wanted, _of_writer, _ranks[_exemption(rule).action]}) if {
	rule := replace(name, "_", "-")
	wanted := _wanted(rule, violation, data.fleet.rules[name].words.custom.action)
}

default _of_writer := 0

# The cluster's own controllers would only try again for ever.
_of_writer := _ranks.audit if built_in.is_own_write(input)
