# METADATA
# title: Target clusters
# description: Finds placements that select every cluster, also clusters that join later.
package fleet.placement.federated.target_clusters

import data.fleet.objects.paths
import data.fleet.objects.values
import data.fleet.placement.federated.placement_kinds

# METADATA
# description: |
#   The places at which a placement selects every cluster, each {path, system, says, clusters, fix}.
#   The data of its system has the conditions as `everywhere`:
#   each      the list whose items are tested, with the items of the lists `nested` in them; without
#             it the object itself is tested
#   has       a field that must be there
#   open      fields that must be absent or without content
#   absent    fields that must be absent
#   values    fields that must have one of these values, '' for an absent field
#   single    a field that must hold one field and no other
#   unless    fields of the object that narrow it, if they have content
#   at        the path that is shown, if it is not `has`
#   A list that is too long to judge has no such place.
everywhere(manifest) := {found |
	some placement in placement_kinds.of(manifest)
	some condition in placement.everywhere
	not _is_narrowed(manifest, condition)
	items := _items(manifest, condition)
	count(items) <= _most_items
	some item in items
	_holds(condition, item.value)
	found := {
		"path": _path(item, condition),
		"system": placement.system,
		"says": condition.says,
		"fix": condition.fix,
		"clusters": condition.clusters,
	}
}

# METADATA
# description: True for a manifest with too many target conditions to judge
is_too_large(manifest) if {
	some placement in placement_kinds.of(manifest)
	some condition in placement.everywhere
	count(_items(manifest, condition)) > _most_items
}

# The longest list that is judged. A person writes a handful.
_most_items := 250

_is_narrowed(manifest, condition) if {
	some path in condition.unless
	not _is_open(manifest, path)
}

_holds(condition, value) if {
	_has(condition, value)
	every path in object.get(condition, "open", []) {
		_is_open(value, path)
	}
	every path in object.get(condition, "absent", []) {
		object.get(value, path, null) == null
	}
	every field in object.get(condition, "values", []) {
		object.get(value, field.path, "") in field.of
	}
	not _holds_more(condition, value)
}

_holds_more(condition, value) if count(object.get(value, condition.single, {})) > 1

_has(condition, _) if not condition.has

_has(condition, value) if is_object(object.get(value, condition.has, null))

_is_open(value, path) if not values.has_content(object.get(value, path, null))

_items(manifest, condition) := [{"path": "", "value": manifest}] if not condition.each

# Generators nest two deep at most: a matrix in a merge in the list.
_items(manifest, condition) := array.concat(first, array.concat(second, third)) if {
	first := _children("", _first_of(object.get(manifest, condition.each, [])), condition.each)
	second := _nested(first, condition)
	third := _nested(second, condition)
}

_nested(items, condition) := [child | some [item, way] in ways; some child in _counted(item, way)] if {
	ways := [[item, way] | some item in items; some way in condition.nested; _holds(way, item.value)]
	sum([_number(item, way) | some [item, way] in ways]) <= _most_items
} else := [{"path": "", "value": null} | some _ in numbers.range(0, _most_items)]

# Nested lists may have thousands of items together. If there are too many, it does not matter which
# ones are read.
_number(_, way) := 1 if way.only >= 0

_number(item, way) := count(_first_of(object.get(item.value, way.path, []))) if way.narrowed_by

# One more than are judged.
_first_of(list) := array.slice(list, 0, _most_items + 1)

_children(at, children, path) := [{"path": paths.joined([at, placement_kinds.at(path, index)]), "value": child} |
	some index, child in children
]

_counted(item, way) := [{"path": paths.joined([item.path, placement_kinds.at(way.path, way.only)]), "value": child}] if {
	child := object.get(item.value, way.path, [])[way.only]
}

# No sibling narrows it.
_counted(item, way) := [child |
	some index, child in _children(item.path, children, way.path)
	count(narrowing - {index}) == 0
] if {
	way.narrowed_by
	children := object.get(item.value, way.path, [])
	narrowing := {place | some place, child in children; contains(json.marshal(child), way.narrowed_by)}
}

_path(item, condition) := paths.joined([item.path, concat(".", place)]) if {
	place := object.get(condition, "at", object.get(condition, "has", []))
}
