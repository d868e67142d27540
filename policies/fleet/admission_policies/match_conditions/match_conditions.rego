# METADATA
# title: Match conditions
# description: |
#   The conditions on which the API server asks the webhook, in CEL. They leave out the writes of
#   Kubernetes itself, as in fleet.review.built_in, and the objects that provisioners create so that
#   pods can start.
package fleet.admission_policies.match_conditions

import data.fleet.admission_policies.cel

# METADATA
# description: |
#   The conditions of the webhooks, each {name, expression}. `of` lists the kinds of a condition
#   that is about some kinds only. `webhook` is the name of the only webhook that has the condition.
answer := [
	{"name": "not-written-by-kubernetes", "expression": not_own_write},
	{"name": "provisioned-with-a-mark", "expression": _is_marked, "of": _provisioned},
	{"name": "placed-by-a-federation", "expression": _is_placed, "webhook": "advise-placed"},
]

_kubernetes := data.fleet.catalogue.systems.kubernetes

_provisioned := [{"group": group, "kind": kind} | some type in _kubernetes.provisioned; [group, kind] := split(type, "/")]

# METADATA
# description: |
#   True for a request that is not a built-in writer's own work. The expression is not evaluated for
#   subresources.
not_own_write := sprintf("!(request.operation == 'UPDATE' && (%s) || request.operation == 'CREATE' && (%s))", [
	cel.is_identity(_kubernetes),
	concat(" || ", [sprintf("%s(%s)", [condition, concat(" || ", array.concat(_by_name(members), _by_beginning(members)))]) |
		some [condition, members] in cel.by_membership(_creators)
	]),
])

_creators := [identity | some identity in _kubernetes.identities; identity.creates]

_by_name(identities) := [sprintf("%s in {%s}[?request.userInfo.username].orValue([])", [_type, concat(",", created)]) |
	created := [sprintf("'%s':%s", [identity.user, json.marshal(identity.creates)]) | some identity in identities]
	count(created) > 0
]

_by_beginning(identities) := [sprintf("request.userInfo.username.startsWith('%s') && %s in %s", [
	identity.prefix, _type, json.marshal(identity.creates),
]) |
	some identity in identities
]

_type := "(request.kind.group + '/' + request.kind.kind)"

# A mark that a change takes away counts too.
_is_marked := sprintf("!(%s in %s) || [object, oldObject].exists(self, self != null && (%s))", [
	_type, json.marshal(_kubernetes.provisioned), concat(" || ", _marks),
])

# Rules find nothing in other kinds of Kubernetes itself. Most writes are of these, e.g. of leases,
# so the group is compared first.
_is_placed := sprintf("request.kind.group.contains('.') && !request.kind.group.endsWith('.k8s.io') && (%s)", [concat(" || ", [
cel.bears("object", system, "member") |
	some name in sort(object.keys(data.fleet.catalogue.systems))
	system := data.fleet.catalogue.systems[name]
	system.category == "federation"
	system.marks.member
])])

_marks := [cel.bears("self", system, sort_of_mark) |
	some name in sort(object.keys(data.fleet.catalogue.systems))
	system := data.fleet.catalogue.systems[name]
	system.category == "federation"
	some sort_of_mark in sort(object.keys(object.get(system, "marks", {})))
]
