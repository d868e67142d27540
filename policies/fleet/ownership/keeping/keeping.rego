# METADATA
# title: Keeping owners
# description: |
#   A mapped owner that somebody takes away without speaking for it is put back before anybody could refuse the change: a restored template
#   or a file without owner must not fail for it.
package fleet.ownership.keeping

import data.fleet.objects
import data.fleet.ownership
import data.fleet.rules.ownership_protected
import data.fleet.verdict

# METADATA
# description: The owner that is kept; undefined where the change is let through
owner := ownership.said_of(input.oldObject) if count(_denials) > 0

# METADATA
# description: Values that the keys which name an owner get, by labels and annotations; null takes one away
changes[place] := {key: before |
	owner
	some key in ownership.owner_keys
	before := object.get(input.oldObject, ["metadata", place, key], null)
	before != object.get(input.object, ["metadata", place, key], null)
} if {
	some place in ["labels", "annotations"]
}

# METADATA
# description: The denials that keeping the owner makes needless, as warnings
findings := [object.union(denial, {"action": "warn", "message": message}) |
	some denial in _denials
	message := concat("", [objects.title(input.oldObject), " keeps owner ", owner, ": ", ownership_protected.reason, "."])
]

# Only where the rule found something, since most changes leave the owner alone; other rules are not asked.
default _denials := []

_denials := [finding | some finding in found; finding.action == "deny"] if {
	some violation in ownership_protected.violations
	not violation.action
	found := verdict.findings with input.failed as _other_rules
}

_other_rules := [name | some name; data.fleet.rules[name].words; name != "ownership_protected"]
