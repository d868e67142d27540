# METADATA
# title: Catalogue in CEL
# description: |
#   Writes marks and identities of systems in the Common Expression Language (CEL) of the API
#   server. A `manifest` is the name of an object in an expression: object, oldObject or
#   namespaceObject.
package fleet.admission_policies.cel

# METADATA
# description: The labels of a manifest
labels(manifest) := concat("", [manifest, ".metadata.?labels.orValue({})"])

# METADATA
# description: The annotations of a manifest
annotations(manifest) := concat("", [manifest, ".metadata.?annotations.orValue({})"])

# METADATA
# description: The owner references of a manifest
owners(manifest) := concat("", [manifest, ".metadata.?ownerReferences.orValue([])"])

# METADATA
# description: How a person names the object, as in fleet.objects
title := concat("", [
	"object.kind + ' ' + (request.?namespace.orValue('') == '' || object.kind == 'Namespace' ? '' : request.?namespace.orValue('') + '/')",
	" + object.metadata.?name.orValue(object.metadata.?generateName.orValue('(no name)'))",
])

# METADATA
# description: True for a user by which a system writes
is_identity(system) := concat(" || ", [sprintf("%s(%s)", [condition, concat(" || ", array.concat(_named(members), _beginning(members)))]) |
	some [condition, members] in by_membership(system.identities)
])

_named(identities) := [sprintf("request.userInfo.username in %s", [json.marshal(names)]) |
	names := [identity.user | some identity in identities]
	count(names) > 0
]

_beginning(identities) := [sprintf("request.userInfo.username.startsWith('%s')", [identity.prefix]) | some identity in identities]

# METADATA
# description: |
#   Identities of a system by the group in which they count. Each entry has the start of an
#   expression that is true for members of the group, and the identities.
by_membership(identities) := [[_is_member(group), members] |
	some group in sort({object.get(identity, "group", "") | some identity in identities})
	members := [identity | some identity in identities; object.get(identity, "group", "") == group]
]

_is_member("") := ""

_is_member(group) := sprintf("'%s' in request.userInfo.?groups.orValue([]) && ", [group]) if group != ""

# METADATA
# description: True when a manifest has one of a system's marks of a type
bears(manifest, system, sort_of_mark) := concat(" || ", [sprintf("(%s)", [_bears(manifest, mark)]) |
	some mark in system.marks[sort_of_mark]
])

# METADATA
# description: |
#   True when the object has one of a system's marks of a type with the same value as before
keeps(system, sort_of_mark) := concat(" || ", [sprintf("(%s && %s && %s == %s)", [
	_bears("oldObject", mark), _bears("object", mark), _value("oldObject", mark), _value("object", mark),
]) |
	some mark in system.marks[sort_of_mark]
])

_value(manifest, mark) := sprintf("%s[?'%s']", [labels(manifest), mark.label])

_value(manifest, mark) := sprintf("%s[?'%s']", [annotations(manifest), mark.annotation])

# The first one counts, as in fleet.marks.
_value(manifest, mark) := sprintf("%s.filter(owner, owner.kind == '%s' && owner.apiVersion.startsWith('%s/'))[?0].?name", [
	owners(manifest), mark.owner.kind, mark.owner.group,
])

_bears(manifest, mark) := _has(manifest, labels(manifest), mark.label, mark) if mark.label

_bears(manifest, mark) := _has(manifest, annotations(manifest), mark.annotation, mark) if mark.annotation

_bears(manifest, mark) := sprintf(
	"%s.exists(owner, owner.kind == '%s' && owner.apiVersion.startsWith('%s/'))",
	[owners(manifest), mark.owner.kind, mark.owner.group],
) if {
	mark.owner
}

_has(_, place, key, mark) := sprintf("%s[?'%s'].orValue('') == '%s'", [place, key, mark.value]) if mark.value

_has(manifest, place, key, mark) := _refers_to_itself(manifest, sprintf("%s[?'%s'].orValue('')", [place, key])) if {
	mark.self_reference
}

_has(manifest, place, key, mark) := sprintf("'%s' in %s && '%s' in %s", [key, place, mark.beside, annotations(manifest)]) if {
	mark.beside
}

_has(_, place, key, mark) := sprintf("'%s' in %s", [key, place]) if {
	not mark.value
	not mark.self_reference
	not mark.beside
}

# <app>:<group>/<Kind>:<namespace>/<name>, as in fleet.marks.
_refers_to_itself(manifest, value) := concat("", [
	sprintf("%s.split(':').size() == 3 && ", [value]),
	sprintf("%s.split(':')[1] == request.kind.group + '/' + request.kind.kind && ", [value]),
	sprintf("%s.split(':')[2].split('/').size() == 2 && ", [value]),
	sprintf("%s.split(':')[2].split('/')[1] == %s.metadata.name && ", [value, manifest]),
	sprintf("(request.?namespace.orValue('') == '' || %s.split(':')[2].split('/')[0] == request.?namespace.orValue(''))", [value]),
])
