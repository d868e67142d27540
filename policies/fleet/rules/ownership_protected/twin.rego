package fleet.rules.ownership_protected

import data.fleet.marks
import data.fleet.twins.expressions

# METADATA
# description: The rule as the API server judges it; it compares the object with what it was before
twin := {
	"resources": [{"apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"], "operations": ["UPDATE"]}],
	"compares": true,
	"violated": sprintf("(%s) && !(%s)", [concat(" || ", [_was_changed, _was_hidden]), concat(" || ", _allowances)]),
	"message": sprintf("%s + ' had labels or annotations of kubectl-fleet.io changed or removed by ' + %s + ', who does not own it.'", [
		expressions.title, "request.userInfo.username",
	]),
}

_old_labels := expressions.labels("oldObject")

_old_annotations := expressions.annotations("oldObject")

_annotations := expressions.annotations("object")

_is_ours := "key.startsWith('kubectl-fleet.io/')"

_was_changed := concat(" || ", [sprintf("%s.exists(key, %s && !(key in %s && %s[key] == %s[key]))", [
	before, _is_ours, after, after, before,
]) |
	some [before, after] in [[_old_labels, expressions.labels("object")], [_old_annotations, _annotations]]
])

_was_hidden := sprintf("%s.exists(key, %s && !(key in %s) && key in %s && %s[key] != %s[key])", [
	_old_labels, _is_ours, _old_annotations, _annotations, _annotations, _old_labels,
])

_allowances := array.concat([_is_in_break_glass_group], [sprintf("(%s) && (%s)", [is_identity, is_its_own]) |
	some name, system in data.fleet.systems
	system.identities
	is_identity := expressions.is_identity(system)
	is_its_own := concat(" || ", array.concat([_is_managed_by(name)], _bears(system)))
])

_is_in_break_glass_group := sprintf("request.userInfo.?groups.orValue([]).exists(group, group in %s)", [
	json.marshal(_break_glass_groups),
])

_is_managed_by(name) := sprintf("%s[?'%s'].orValue(%s[?'%s'].orValue('')) == '%s'", [
	_old_annotations, key, _old_labels, key, replace(name, "_", "-"),
]) if {
	key := "kubectl-fleet.io/managed-by"
}

_bears(system) := [expressions.bears("oldObject", system, sort_of_mark) |
	some [sort_of_mark, category] in marks.of_managers
	system.category == category
	system.marks[sort_of_mark]
]
