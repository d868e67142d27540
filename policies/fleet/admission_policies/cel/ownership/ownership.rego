# METADATA
# title: Ownership in CEL
# description: |
#   fleet.ownership and fleet.ownership.subjects in the Common Expression Language of the API
#   server. Expressions take the variable of fleet.admission_policies.parameters for granted.
package fleet.admission_policies.cel.ownership

import data.fleet.admission_policies.cel
import data.fleet.ownership
import data.fleet.ownership.subjects
import data.fleet.review.controllers

# METADATA
# description: The owner that a manifest names itself, or an empty text
said(manifest) := sprintf("%s[?0].orValue('')", [_names(manifest)])

# METADATA
# description: The owner that is said of a manifest, by itself or by its namespace, or an empty text
said_of(manifest) := sprintf("(%s + (namespaceObject == null ? [] : %s))[?0].orValue('')", [_names(manifest), _names("namespaceObject")])

# METADATA
# description: |
#   The owner that a manifest names, else its namespace's, else the cluster's. Empty if it is known
#   that none of them names one. Undefined if a namespace or cluster that was not shown may name
#   one.
resolved(manifest) := sprintf("(%s + %s)[?0].orValue('')", [_names(manifest), _inherited])

# METADATA
# description: The owner of what names none, or an empty text
inherited := sprintf("(%s)[?0].orValue('')", [_inherited])

# METADATA
# description: True where it can be told who the owner of a manifest is
is_known(manifest) := sprintf("('owner' in variables.ofCluster || (%s + %s).size() > 0)", [_names(manifest), _inherited])

_inherited := sprintf("(namespaceObject == null ? [] : %s) + [variables.ofCluster[?'owner'].orValue('')].filter(name, name != '')", [
	_names("namespaceObject"),
])

_names(manifest) := sprintf("[%s].filter(name, name != '')", [concat(", ", [sprintf("%s[?%s].orValue('')", [place, json.marshal(key)]) |
	some key in ownership.owner_keys
	some place in [cel.labels(manifest), cel.annotations(manifest)]
])])

# METADATA
# description: True for an owner that the settings map; takes the expression that tells the owner
is_mapped(owner) := sprintf("(%s in %s)", [owner, json.marshal(_mapped)])

_mapped := sort(object.keys(object.get(input, ["settings", "owners"], {})))

# METADATA
# description: |
#   True for a user who speaks for a mapped owner; takes the expression that tells the owner
acts_for(owner) := concat(" || ", array.concat(
	[_is_in(subjects.break_glass_groups)],
	[sprintf("(%s == %s && (request.userInfo.username in %s || %s))", [owner, json.marshal(name), users, _is_in(subjects.groups(name))]) |
		some name in _mapped
		users := json.marshal(subjects.usernames(name))
	],
))

_is_in(groups) := sprintf("request.userInfo.?groups.orValue([]).exists(group, group in %s)", [json.marshal(groups)])

# METADATA
# description: |
#   True for a user who is known as controller of the kind that a manifest's controller reference
#   names
is_maker(manifest) := _any([sprintf("(request.userInfo.username == %s && %s.exists(owner, %s))", [
	json.marshal(controller.user), cel.owners(manifest), _is_of("owner", type),
]) |
	some controller in controllers.listed
	some type in controller.of
])

# METADATA
# description: |
#   True for a user who is known as controller of the object that the controller reference named
#   before and names now
is_lasting_maker := _any([sprintf("(request.userInfo.username == %s && %s.exists(old, %s && %s.exists(new, %s && new.name == old.name)))", [
	json.marshal(controller.user),
	cel.owners("oldObject"), _is_of("old", type),
	cel.owners("object"), _is_of("new", type),
]) |
	some controller in controllers.listed
	some type in controller.of
])

_is_of(reference, type) := sprintf("%s.?controller.orValue(false) && %s.kind == '%s' && %s", [
	reference, reference, kind, _is_of_group(reference, group),
]) if {
	[group, kind] := split(type, "/")
}

_is_of_group(reference, "") := sprintf("!%s.apiVersion.contains('/')", [reference])

_is_of_group(reference, group) := sprintf("%s.apiVersion.startsWith('%s/')", [reference, group]) if group != ""

_any(expressions_of_many) := concat(" || ", array.concat(["false"], expressions_of_many))
