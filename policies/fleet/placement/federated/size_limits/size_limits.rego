# METADATA
# title: Size limits
# description: |
#   Findings on a reviewed object that is too large to judge, for the rules that look at all
#   embedded or selected objects.
package fleet.placement.federated.size_limits

import data.fleet.objects
import data.fleet.placement.federated.embedded
import data.fleet.placement.federated.selection

# METADATA
# description: The finding on an object with too many embedded objects; undefined within the limit
embedded_objects := _violation("carries too many objects", embedded.reviewed.not_followed) if embedded.reviewed.not_followed > 0

# METADATA
# description: |
#   The finding on an object with embedded objects in too many wrappers; undefined within the limit
embedding_depth := object.union(words, {"path": "spec", "message": message, "key": {"check": "too_large"}, "reach": {"deeper"}}) if {
	embedded.reviewed.too_deep > 0
	message := concat(" ", [objects.title(input.object), "carries objects too deep to judge: inside more than four others."])
}

# METADATA
# description: The finding on an object with too many selectors; undefined within the limit
selectors := _violation("names objects by too many selectors", selection.too_many)

# METADATA
# description: |
#   The why and fix of a finding on an object that is too large, in place of those of the rule
words := {
	"why": "what cannot be judged may be what the rule forbids",
	"fix": "split it into objects that are smaller",
}

# METADATA
# description: |
#   A number as the reach of a finding (fleet.review.history): the steps up to the number. An object
#   may shrink, and it may not grow by much
reach(number) := {step | some step in _steps; step <= number}

_steps := [50, 100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 10000, 20000, 50000, 100000]

_violation(says, number) := object.union(words, {"path": "spec", "message": message, "key": {"check": "too_large"}, "reach": reach(number)}) if {
	message := concat("", [objects.title(input.object), " ", says, " to judge: ", format_int(number, 10), "."])
}
