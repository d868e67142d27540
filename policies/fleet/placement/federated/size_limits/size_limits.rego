# METADATA
# title: Bounds
# description: Violations of a reviewed object that is too large to judge, for the rules that look at all that it carries or selects.
package fleet.placement.federated.size_limits

import data.fleet.objects
import data.fleet.placement.federated.embedded
import data.fleet.placement.federated.selection

# METADATA
# description: The violation of an object that carries too many others; undefined for what stays within the bound
embedded_objects := _violation("carries too many objects", embedded.reviewed.not_followed) if embedded.reviewed.not_followed > 0

# METADATA
# description: The violation of an object that carries others in too many carriers; undefined for what stays within the bound
embedding_depth := object.union(words, {"path": "spec", "message": message, "key": {"check": "too_large"}, "reach": {"deeper"}}) if {
	embedded.reviewed.too_deep > 0
	message := concat(" ", [objects.title(input.object), "carries objects too deep to judge: inside more than four others."])
}

# METADATA
# description: The violation of an object that names others by too many selectors; undefined for what stays within the bound
selectors := _violation("names objects by too many selectors", selection.too_many)

# METADATA
# description: What to say of an object that is too large to judge, in place of what its rule says otherwise
words := {
	"why": "what cannot be judged may be what the rule forbids",
	"fix": "split it into objects that are smaller",
}

# METADATA
# description: |
#   A number as the reach of a violation (fleet.review.history): an object may shrink, and it may not grow by much. These are the steps up to the
#   number
reach(number) := {step | some step in _steps; step <= number}

_steps := [50, 100, 150, 200, 250, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 10000, 20000, 50000, 100000]

_violation(says, number) := object.union(words, {"path": "spec", "message": message, "key": {"check": "too_large"}, "reach": reach(number)}) if {
	message := concat("", [objects.title(input.object), " ", says, " to judge: ", format_int(number, 10), "."])
}
