# METADATA
# title: Exemptions
# description: Which FleetExemption speaks of the reviewed object, and whether it counts today.
package fleet.verdict.exemptions

import data.fleet.known
import data.fleet.objects
import data.fleet.objects.selectors
import data.fleet.review.controllers
import data.fleet.verdict.dates

# METADATA
# description: |
#   The exemption from a rule, undefined without one. What counts comes before what does not, and the longer before the
#   shorter. `named` is how a finding names it, `says` what it adds to the message, and `action` the gravest that it leaves.
from_rule(rule) := max([[found.named.counts, dates.end(found.named.expiresAt), found] |
	some exemption in _of_object
	rule in exemption.spec.rules
	found := _status(exemption)
])[2]

# Not a function of the rule: of many exemptions those of the object are looked for once.
_of_object := [exemption | some exemption in known.exemptions; _speaks_of(exemption.spec.objects)]

# An exemption of a workload is one of what is made of it: otherwise it could be applied and would never run. Of the maker of an object no
# more is known than its type and name, so that no selector can be held against it.
_speaks_of(wanted) if {
	some manifest in array.concat([input.object], object.get(input, "owners", []))
	_is_one_of(manifest, wanted)
}

_speaks_of(wanted) if {
	not wanted.selector
	_is_one_of(controllers.maker(input.object), wanted)
}

_is_one_of(manifest, wanted) if {
	_names_something(wanted)
	_has_kind(manifest, wanted)
	_has_namespace(manifest, wanted)
	_has_name(manifest, wanted)
	selectors.matches(object.get(wanted, "selector", {}), object.get(manifest, ["metadata", "labels"], {}))
}

# An exemption that names nothing would exempt everything. A selector alone names nothing: it may ask for a label to be missing, and the
# writer of an object chooses its labels.
_names_something(wanted) if {
	some field in ["kinds", "namespaces", "names"]
	wanted[field]
}

_has_kind(_, wanted) if not wanted.kinds

_has_kind(manifest, wanted) if {
	some kind in wanted.kinds
	concat("/", [kind.group, kind.kind]) == objects.type_of(manifest)
}

_has_namespace(_, wanted) if not wanted.namespaces

_has_namespace(manifest, wanted) if _namespace(manifest) in wanted.namespaces

# A Namespace lies in itself.
_namespace(manifest) := manifest.metadata.name if objects.type_of(manifest) == "/Namespace"

_namespace(manifest) := object.get(manifest, ["metadata", "namespace"], input.namespace) if {
	objects.type_of(manifest) != "/Namespace"
}

_has_name(_, wanted) if not wanted.names

_has_name(manifest, wanted) if manifest.metadata.name in wanted.names

# METADATA
# description: |
#   The standing of each exemption today, by its name; `says` is the standing in words. An exemption without a date is left out. If several
#   have one name, one of them is kept
status[name] := max(statuses) if some name, statuses in _statuses

_statuses[exemption.metadata.name] contains {"state": state, "says": concat("", _says(exemption, state))} if {
	some exemption in known.exemptions
	dates.end(exemption.spec.expiresAt)
	state := _state(exemption)
}

# An exemption that does not count is named all the same: whoever relied on it learns why.
_status(exemption) := {"named": named, "action": _actions[state], "says": concat("", _says(exemption, state))} if {
	state := _state(exemption)
	named := object.union(_named(exemption), {"counts": _actions[state] != "deny"})
}

# The gravest action that an exemption leaves.
_actions := {"TooLong": "deny", "Expired": "deny", "Expiring": "warn", "Active": "audit"}

_state(exemption) := "TooLong" if {
	dates.start(exemption.spec.expiresAt) > _begin(exemption) + dates.days(_longest)
} else := "Expired" if {
	dates.now >= dates.end(exemption.spec.expiresAt)
} else := "Expiring" if {
	dates.now >= dates.end(exemption.spec.expiresAt) - dates.days(data.fleet.verdict.exemptions.warning_days)
} else := "Active"

_says(exemption, "TooLong") := array.concat(_title(exemption), says) if {
	says := [", does not count: it lasts until ", exemption.spec.expiresAt, ", longer than ", format_int(_longest, 10), " days."]
}

_says(exemption, "Expired") := array.concat(_title(exemption), says) if {
	says := [", has expired: it counted until ", exemption.spec.expiresAt, "."]
}

_says(exemption, "Expiring") := array.concat(says, array.concat(_title(exemption), ["."])) if {
	says := ["Exempted until ", exemption.spec.expiresAt, ", which is soon, by "]
}

_says(exemption, "Active") := array.concat(says, array.concat(_title(exemption), ["."])) if {
	says := ["Exempted until ", exemption.spec.expiresAt, " by "]
}

_longest := object.get(input, ["settings", "exemptionDays"], data.fleet.verdict.exemptions.longest_days)

# What is not in a cluster yet begins now.
_begin(exemption) := begin if {
	begin := dates.start(exemption.metadata.creationTimestamp)
} else := dates.now

_named(exemption) := {
	"name": exemption.metadata.name,
	"owner": exemption.spec.owner,
	"ticket": exemption.spec.ticket,
	"expiresAt": exemption.spec.expiresAt,
}

_title(exemption) := [
	"FleetExemption ", exemption.metadata.name,
	", owner ", exemption.spec.owner,
	", ticket ", exemption.spec.ticket,
]
