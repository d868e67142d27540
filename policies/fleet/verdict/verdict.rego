# METADATA
# title: Verdict
# description: From the violations of all rules to findings with actions, and from these to allowed or not.
package fleet.verdict

import data.fleet.built_in
import data.fleet.controllers
import data.fleet.exemptions
import data.fleet.history
import data.fleet.objects
import data.fleet.reach.clusters
import data.fleet.settings

_ranks := {"deny": 0, "warn": 1, "audit": 2, "off": 3}

_actions := ["deny", "warn", "audit", "off"]

default allowed := true

allowed := false if {
	some finding in findings
	finding.action == "deny"
}

# METADATA
# description: The ceiling of the settings as a part of a decision; empty where it is none, so that rules may refuse
default ceiling := {}

ceiling := {"ceiling": settings.ceiling} if settings.ceiling != "deny"

# METADATA
# description: Sorted by gravity, rule, path and message, so that two evaluations print the same
findings := [entry[4] | some entry in sort(_entries)]

_entries contains [rank, rule, violation.path, message, object.union_n([finding, exemption.named, held_back.named])] if {
	_is_judged
	some [name, violation] in _found
	rule := replace(name, "_", "-")
	words := data.fleet.rules[name].words
	exemption := _exemption(rule)
	by_itself := _rank(name, violation)
	relief := _relief(name, violation, by_itself)
	without_ceiling := max({by_itself, relief.rank})
	rank := max({without_ceiling, _ranks[settings.ceiling]})
	rank < _ranks.off
	held_back := _held_back(without_ceiling, rank)
	message := concat(" ", array.concat([violation.message], array.concat(exemption.says, array.concat(relief.says, held_back.says))))
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
	not _is_whole(name, violation)
}

_is_whole(name, violation) if {
	is_string(violation.path)
	is_string(violation.message)
	object.get(violation, "action", "deny") in _actions
	not _has_other_aspect(name, violation)
}

# A rule declares the aspects by which its violations are told apart.
_has_other_aspect(name, violation) if {
	aspect := violation.key.aspect
	not aspect in object.get(data.fleet.rules[name].words.custom, "aspects", [])
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

# A ceiling is closed by somebody who knows what is refused afterwards.
default _held_back(_, _) := {"named": {}, "says": []}

_held_back(without_ceiling, rank) := {"named": {"wouldDeny": true}, "says": [says]} if {
	without_ceiling == _ranks.deny
	rank > _ranks.deny
	says := "The ceiling \"*\" of the settings keeps the rule from acting."
}

# The rank of a violation by itself, whatever was so before.
_rank(name, violation) := max({wanted, _of_writer, _ranks[_exemption(rule).action]}) if {
	rule := replace(name, "_", "-")
	wanted := _wanted(rule, violation, data.fleet.rules[name].words.custom.action)
}

default _of_writer := 0

# The cluster's own controllers would only try again for ever.
_of_writer := _ranks.audit if built_in.is_own_write(input)

# Why what would be refused is only warned about. To look back costs time, so only then.
default _relief(_, _, _) := {"rank": 0, "says": []}

_relief(name, violation, 0) := {"rank": _ranks.warn, "says": ["It was so before."]} if {
	_was_so_before(name, violation)
} else := {"rank": _ranks.warn, "says": [says]} if {
	maker := controllers.maker(input.object)
	_has_pod_template(objects.type_of(maker))
	says := concat("", [objects.title(maker), " was judged when it was written, and its controller made this of it."])
}

_has_pod_template(type) if data.fleet.systems.kubernetes.pod_templates[type]

_has_pod_template(type) if data.fleet.systems.kubernetes.pod_template_choices[type]

# What was so before must still be open to repair. All that is new, and all that reaches farther than before, is not.
_was_so_before(name, violation) if {
	input.operation == "UPDATE"
	is_object(input.oldObject)
	key := history.key(input.object, violation)
	every reached in history.atoms(violation) {
		[dimension, atom] := reached
		some wider in history.containing(atom)
		_denied_before[[name, key, dimension, wider]]
	}
	not _reaches_more_clusters(violation)
}

_reaches_more_clusters(violation) if {
	violation.reach.clusters == true
	not _is_within_earlier_clusters
}

_is_within_earlier_clusters if history.contained(clusters.reached(input.object), clusters.reached(input.oldObject))

# One evaluation of the old object for all findings, by the facts and settings of today.
_denied_before := denied if {
	denied := _denied with input.object as input.oldObject
}

_denied contains [name, key, dimension, atom] if {
	some [name, violation] in _found
	_rank(name, violation) == _ranks.deny
	key := history.key(input.object, violation)
	some [dimension, atom] in history.atoms(violation)
}
