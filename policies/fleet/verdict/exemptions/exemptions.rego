# METADATA
# title: Exemptions
# description: |
#   Finds the FleetExemption for the reviewed object, and decides whether it counts today.
package fleet.verdict.exemptions

import data.fleet.known
import data.fleet.objects
import data.fleet.objects.selectors
import data.fleet.review.controllers
import data.fleet.verdict.dates

# METADATA
# description: |
#   The exemption from a rule; undefined without one. An exemption that counts wins over one that
#   does not, and a longer one over a shorter one. `named` is the exemption in the finding, `says`
#   the sentence in its message, and `action` the gravest action that is left.
from_rule(rule) := max([[found.named.counts, dates.end(found.named.expiresAt), found] |
	some exemption in _of_object
	rule in exemption.spec.rules
	found := _status(exemption)
])[2]

# This is no function of the rule, so that the exemptions of the object are looked up once.
_of_object := [exemption | some exemption in known.exemptions; _speaks_of(exemption.spec.objects)]

# An exemption of a workload includes the objects made from it. Otherwise the workload could be
# applied and would never run. Only type and name of a maker are known, so no selector can be
# compared with it.
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

# An exemption that names nothing would exempt everything. A selector alone names nothing: it may
# ask for a label to be missing, and the writer of an object chooses its labels.
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
#   The status of each exemption today by name, {state, says}; `says` is the status in words. An
#   exemption without a date is left out. Of several with one name, one is kept
status[name] := max(statuses) if some name, statuses in _statuses

_statuses[exemption.metadata.name] contains {"state": state, "says": concat("", _says(exemption, state))} if {
	some exemption in known.exemptions
	dates.end(exemption.spec.expiresAt)
	state := _state(exemption)
}

# A finding names an exemption that does not count too, so that its user learns why.
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

# An exemption that is not in a cluster yet begins now.
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
