# METADATA
# title: Twins
# description: |
#   What the API server can judge by itself: the rules that see nothing but the request as ValidatingAdmissionPolicies, and the
#   ownership annotations as a MutatingAdmissionPolicy. The twin of such a rule stands beside it, in twin.rego.
package fleet.twins

import data.fleet.twins.ownership
import data.fleet.twins.parameters
import data.fleet.twins.validation

# METADATA
# description: |
#   The objects to apply for one cluster, whose facts and settings are the input, and the rules that have no twin, each with
#   the reason
answer := {"manifests": array.concat([parameters.manifest], array.concat(ownership.manifests, _manifests)), "without": _without}

# An admission policy is shown these, and its parameters tell the rest.
_seen(name) := {"object", "old object", "user", "namespace"} | {"owner" | data.fleet.rules[name].twin.parameters}

_manifests := [manifest |
	some name in _names
	not _reason(name)
	some manifest in validation.manifests(_id(name), data.fleet.rules[name].words, data.fleet.rules[name].twin)
]

_without := [{"rule": _id(name), "reason": _reason(name)} | some name in _names]

_names := sort([name | some name; data.fleet.rules[name].words])

_reason(name) := concat("", ["needs to see ", concat(", ", unseen)]) if {
	unseen := [need | some need in data.fleet.rules[name].words.custom.needs; not need in _seen(name)]
	count(unseen) > 0
} else := data.fleet.rules[name].words.custom.no_twin if {
	data.fleet.rules[name].words.custom.no_twin
} else := "has no twin.rego" if {
	not data.fleet.rules[name].twin
} else := "is set to several actions" if {
	some rule in [_id(name), "*"]
	is_array(input.settings.rules[rule])
}

_id(name) := replace(name, "_", "-")
