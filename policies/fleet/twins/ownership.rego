# METADATA
# title: Twin of ownership
# description: |
#   The annotations of fleet.ownership as a MutatingAdmissionPolicy. Who the cluster is stands in a ConfigMap, which the API
#   server hands to the policy as its parameters: name, fleet and owner.
package fleet.twins.ownership

import data.fleet.known
import data.fleet.marks
import data.fleet.ownership
import data.fleet.twins.conditions
import data.fleet.twins.expressions

# METADATA
# description: The objects to apply; none on the API server of a federation, where nothing is annotated
manifests := [_configuration, _policy, _binding] if {
	not ownership.is_federation_control_plane
} else := []

_name := "ownership.kubectl-fleet.io"

_configuration := {
	"apiVersion": "v1",
	"kind": "ConfigMap",
	"metadata": {"name": "kubectl-fleet", "namespace": "kube-system"},
	"data": {field: value | some field in ["name", "fleet", "owner"]; value := known.cluster[field]},
}

_binding := {
	"apiVersion": "admissionregistration.k8s.io/v1",
	"kind": "MutatingAdmissionPolicyBinding",
	"metadata": {"name": _name},
	"spec": {"policyName": _name, "paramRef": object.union(_configuration.metadata, {"parameterNotFoundAction": "Allow"})},
}

_policy := {
	"apiVersion": "admissionregistration.k8s.io/v1",
	"kind": "MutatingAdmissionPolicy",
	"metadata": {"name": _name},
	"spec": {
		"failurePolicy": "Ignore",
		"reinvocationPolicy": "IfNeeded",
		"paramKind": {"apiVersion": "v1", "kind": "ConfigMap"},
		"matchConstraints": {"resourceRules": [{
			"apiGroups": ["*"], "apiVersions": ["*"],
			"resources": ["*"], "operations": ["CREATE", "UPDATE"],
		}]},
		"matchConditions": [
			{"name": "is-annotated-kind", "expression": _is_annotated_kind},
			{"name": "is-not-on-its-way-out", "expression": "!has(object.metadata.deletionTimestamp)"},
			{"name": "is-not-made-by-a-controller", "expression": _is_not_made_by_controller},
			{"name": "is-not-written-by-kubernetes", "expression": conditions.not_own_write},
		],
		"variables": [
			{"name": "ofCluster", "expression": "params == null || !has(params.data) ? {} : params.data"},
			{"name": "owner", "expression": _owner},
			{"name": "manager", "expression": _manager},
			{"name": "additions", "expression": _additions},
		],
		"mutations": [{"patchType": "JSONPatch", "jsonPatch": {"expression": _patch}}],
	},
}

_is_annotated_kind := sprintf("!(request.kind.group + '/' + request.kind.kind in %s)", [
	json.marshal(data.fleet.ownership.never_annotated),
])

_is_not_made_by_controller := "!object.metadata.?ownerReferences.orValue([]).exists(r, r.?controller.orValue(false))"

# The first that is not empty: the object's own, its namespace's, the cluster's.
_owner := sprintf("(%s + %s + [variables.ofCluster[?'owner'].orValue('')] + ['']).filter(name, name != '')[?0].orValue('')", [
	_named_by(expressions.annotations("object"), expressions.labels("object")),
	sprintf("(namespaceObject == null ? [] : %s)", [_named_by(
		expressions.annotations("namespaceObject"),
		expressions.labels("namespaceObject"),
	)]),
])

_named_by(annotations, labels) := sprintf("%s.map(key, %s[?key].orValue(%s[?key].orValue('')))", [
	json.marshal(ownership.owner_keys), annotations, labels,
])

_manager := sprintf("(%s)[0]", [concat(" + ", array.concat(_by_marks, _by_client))])

_by_marks := [sprintf("(%s ? ['%s'] : [])", [expressions.bears("object", system, sort_of_mark), _id(name)]) |
	some [sort_of_mark, category] in marks.of_managers
	some name in sort(object.keys(data.fleet.systems))
	system := data.fleet.systems[name]
	system.category == category
	system.marks[sort_of_mark]
]

_by_client := array.concat(
	[sprintf("(%s ? ['%s'] : [])", [_is_client(system), _id(name)]) |
		some name, system in data.fleet.systems
		system.field_managers
	],
	["[request.userInfo.username.startsWith('system:serviceaccount:') ? 'controller' : 'client']"],
)

_is_client(system) := concat(" || ", array.concat(_exactly, _beginning)) if {
	client := "request.?options.?fieldManager.orValue('')"
	_exactly := [sprintf("%s == '%s'", [client, manager.name]) | some manager in system.field_managers; manager.name]
	_beginning := [sprintf("%s.startsWith('%s')", [client, manager.prefix]) | some manager in system.field_managers; manager.prefix]
}

_id(system) := replace(system, "_", "-")

_additions := sprintf("%s.filter(addition, addition[1] != '' && !('kubectl-fleet.io/' + addition[0] in %s))", [
	_wanted, expressions.annotations("object"),
])

_wanted := concat("", [
	"[['fleet', variables.ofCluster[?'fleet'].orValue('')], ['owner', variables.owner],",
	" ['cluster', variables.ofCluster[?'name'].orValue('')], ['managed-by', variables.manager]]",
])

_patch := concat("", [
	"(has(object.metadata.annotations) || variables.additions.size() == 0 ? []",
	" : [JSONPatch{op: 'add', path: '/metadata/annotations', value: {}}])",
	" + variables.additions.map(addition, JSONPatch{op: 'add', path: '/metadata/annotations/'",
	" + jsonpatch.escapeKey('kubectl-fleet.io/' + addition[0]), value: addition[1]})",
])
