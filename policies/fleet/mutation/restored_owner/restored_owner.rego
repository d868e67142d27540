# METADATA
# title: Restored owner
# description: |
#   Puts back a mapped owner that somebody removes without a right to it. This happens before a rule
#   could refuse the change, because a restored template or a file without owner must not fail for
#   it.
package fleet.mutation.restored_owner

import data.fleet.objects
import data.fleet.ownership
import data.fleet.rules.ownership_protected
import data.fleet.verdict

# METADATA
# description: The owner that is kept; undefined where the change is let through
owner := ownership.said_of(input.oldObject) if count(_denials) > 0

# METADATA
# description: |
#   Values that the keys which name an owner get, by labels and annotations; null takes one away
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

# Most changes leave the owner alone. No other rule is evaluated, because a user's rule that fails
# must not stop this.
_denials := [finding | some finding in verdict.of_rule("ownership_protected"); finding.action == "deny"]
