# METADATA
# title: Admission policies
# description: |
#   Writes the rules that see nothing but the request as ValidatingAdmissionPolicies, and the
#   ownership annotations as a MutatingAdmissionPolicy, so that the API server can judge by itself.
#   The admission policy of a rule stands beside the rule, in admission_policy.rego.
package fleet.admission_policies

import data.fleet.admission_policies.mutating
import data.fleet.admission_policies.parameters
import data.fleet.admission_policies.validating

# METADATA
# description: |
#   The objects to apply for one cluster, whose facts and settings are the input, and the rules
#   without an admission policy, each with the reason. Takes the metadata and the admission policies
#   of the rules, by the names of their packages.
answer(metadata, policies) := {"manifests": manifests, "without": without} if {
	names := sort(object.keys(metadata))
	reasons := {name: _reason(name, metadata[name], policies) | some name in names}
	of_rules := [manifest |
		some name in names
		not reasons[name]
		some manifest in validating.manifests(_id(name), metadata[name], policies[name])
	]
	manifests := array.concat([parameters.manifest], array.concat(mutating.manifests, of_rules))
	without := [{"rule": _id(name), "reason": reasons[name]} | some name in names]
}

# An admission policy is shown these, and its parameters tell the rest.
_seen(name, policies) := {"object", "old object", "user", "namespace"} | {"owner" | policies[name].parameters}

_reason(name, metadata, policies) := concat("", ["needs to see ", concat(", ", unseen)]) if {
	seen := _seen(name, policies)
	unseen := [need | some need in metadata.custom.needs; not need in seen]
	count(unseen) > 0
} else := metadata.custom.no_admission_policy if {
	metadata.custom.no_admission_policy
} else := "has no admission_policy.rego" if {
	not policies[name]
} else := "is set to several actions" if {
	some rule in [_id(name), "*"]
	is_array(input.settings.rules[rule])
}

_id(name) := replace(name, "_", "-")
