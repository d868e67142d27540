# METADATA
# title: Ownership annotations as an admission policy
# description: The annotations of fleet.mutation.derived as a MutatingAdmissionPolicy.
package fleet.admission_policies.mutating

import data.fleet.admission_policies.cel
import data.fleet.admission_policies.cel.ownership
import data.fleet.admission_policies.match_conditions
import data.fleet.admission_policies.parameters
import data.fleet.known
import data.fleet.objects.marks

# METADATA
# description: |
#   The objects to apply; none on the API server of a federation, where nothing is annotated
manifests := [_policy, _binding] if {
	not known.is_federation_control_plane
} else := []

_name := "ownership.kubectl-fleet.io"

_binding := {
	"apiVersion": "admissionregistration.k8s.io/v1",
	"kind": "MutatingAdmissionPolicyBinding",
	"metadata": {"name": _name},
	"spec": {"policyName": _name, "paramRef": parameters.reference},
}

_policy := {
	"apiVersion": "admissionregistration.k8s.io/v1",
	"kind": "MutatingAdmissionPolicy",
	"metadata": {"name": _name},
	"spec": {
		"failurePolicy": "Ignore",
		"reinvocationPolicy": "IfNeeded",
		"paramKind": parameters.kind,
		"matchConstraints": {"resourceRules": [{
			"apiGroups": ["*"], "apiVersions": ["*"],
			"resources": ["*"], "operations": ["CREATE", "UPDATE"],
		}]},
		"matchConditions": [
			{"name": "is-annotated-kind", "expression": _is_annotated_kind},
			{"name": "is-not-on-its-way-out", "expression": "!has(object.metadata.deletionTimestamp)"},
			{"name": "is-not-made-by-a-controller", "expression": _is_not_made_by_controller},
			{"name": "is-not-written-by-kubernetes", "expression": match_conditions.not_own_write},
		],
		"variables": [
			parameters.variable,
			{"name": "annotations", "expression": cel.annotations("object")},
			{"name": "owner", "expression": ownership.resolved("object")},
			{"name": "isOwnerKnown", "expression": ownership.is_known("object")},
			{"name": "manager", "expression": _manager},
			{"name": "wanted", "expression": _wanted},
			{"name": "set", "expression": "variables.wanted.filter(one, one[1] != '' && variables.annotations[?one[0]].orValue('') != one[1])"},
			{"name": "removed", "expression": "variables.wanted.filter(one, one[1] == '' && one[0] in variables.annotations)"},
		],
		"mutations": [{"patchType": "JSONPatch", "jsonPatch": {"expression": _patch}}],
	},
}

_is_annotated_kind := sprintf("!(request.kind.group + '/' + request.kind.kind in %s)", [
	json.marshal(data.fleet.ownership.never_annotated),
])

# Before the request, as in fleet.mutation.derived.
_is_not_made_by_controller := concat("", [
	"!(oldObject == null ? object : oldObject).metadata.?ownerReferences.orValue([])",
	".exists(owner, owner.?controller.orValue(false))",
])

_manager := sprintf("(%s)[0]", [concat(" + ", array.concat(_by_marks, ["['']"]))])

_by_marks := [sprintf("(%s ? ['%s'] : [])", [cel.bears("object", system, sort_of_mark), replace(name, "_", "-")]) |
	some [sort_of_mark, category] in marks.of_managers
	some name in sort(object.keys(data.fleet.catalogue.systems))
	system := data.fleet.catalogue.systems[name]
	system.category == category
	system.marks[sort_of_mark]
]

# Each [key, value]. An empty value means that the annotation goes. An unknown value is left out.
_wanted := concat(" + ", [
	"(variables.isOwnerKnown ? [['kubectl-fleet.io/owned-by', variables.owner]] : [])",
	"('fleet' in variables.ofCluster ? [['kubectl-fleet.io/fleet', variables.ofCluster[?'fleet'].orValue('')]] : [])",
	"('name' in variables.ofCluster ? [['kubectl-fleet.io/cluster', variables.ofCluster[?'name'].orValue('')]] : [])",
	"[['kubectl-fleet.io/managed-by', variables.manager]]",
])

_patch := concat("", [
	"(has(object.metadata.annotations) || variables.set.size() == 0 ? []",
	" : [JSONPatch{op: 'add', path: '/metadata/annotations', value: {}}])",
	" + variables.set.map(one, JSONPatch{op: 'add', path: '/metadata/annotations/' + jsonpatch.escapeKey(one[0]), value: one[1]})",
	" + variables.removed.map(one, JSONPatch{op: 'remove', path: '/metadata/annotations/' + jsonpatch.escapeKey(one[0])})",
])
