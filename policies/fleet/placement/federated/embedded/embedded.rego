# METADATA
# title: Embedded objects
# description: |
#   The objects that are embedded in a manifest for other clusters, and the objects embedded in
#   these: a ManifestWork may contain a policy of another federation, an envelope or a List. The
#   search follows four levels and a thousand objects of each level. It counts the rest.
package fleet.placement.federated.embedded

import data.fleet.catalogue.index
import data.fleet.objects
import data.fleet.objects.paths
import data.fleet.placement.federated.placement_kinds

# METADATA
# description: |
#   The objects embedded in the reviewed object, and the numbers of those that are not followed;
#   computed once for all rules
reviewed := _reading(input.object)

# METADATA
# description: |
#   The embedded objects of the reviewed object that may place others themselves, as in of
placements := [found | some found in reviewed.objects; _may_place(found.manifest)]

# METADATA
# description: |
#   Each is {manifest, path, system, wrapper, nested}. The path leads through all wrappers. The
#   wrapper is the nearest object that places its content, and the system is that of the wrapper.
#   `nested` is true if the wrapper is embedded itself.
of(manifest) := _reading(manifest).objects

_objects_of_level := 1000

_reading(manifest) := {"objects": [], "not_followed": 0, "too_deep": 0} if not _may_place(manifest)

# Rego has no recursion.
_reading(manifest) := {"objects": followed, "not_followed": not_followed, "too_deep": too_deep} if {
	_may_place(manifest)
	first := _inside([{"manifest": manifest, "path": ""}])
	second := _inside(first.followed)
	third := _inside(second.followed)
	fourth := _inside(third.followed)
	fifth := _inside(fourth.followed)
	followed := array.concat(array.concat(first.followed, second.followed), array.concat(third.followed, fourth.followed))
	not_followed := sum([level.not_followed | some level in [first, second, third, fourth]])
	too_deep := count(fifth.followed) + fifth.not_followed
}

_may_place(manifest) if index.systems.placements[objects.group(manifest.apiVersion)]

_inside(level) := {"followed": array.slice(all, 0, _objects_of_level), "not_followed": _excess(number)} if {
	number := sum([_number(list) | some found in level; some list in _lists(found.manifest)])
	most := _most_of_each(number, count(level))
	all := [inner | some found in level; some inner in array.concat(_placed(found, most), _listed(found, most))]
}

# The whole number, as a person counts it.
_excess(number) := number if number > _objects_of_level

_excess(number) := 0 if number <= _objects_of_level

# If there are too many, it does not matter which are followed.
_most_of_each(number, _) := _objects_of_level if number <= _objects_of_level

_most_of_each(number, wrappers) := ceil(_objects_of_level / wrappers) if number > _objects_of_level

_lists(manifest) := array.concat(
	[object.get(manifest, placement.contents, []) | some placement in placement_kinds.of(manifest)],
	[object.get(manifest, "items", []) | endswith(object.get(manifest, "kind", ""), "List")],
)

# A federation may place thousands of roles or ConfigMaps. Among so many objects, those that run
# nothing do not count.
_number(list) := count(list) if not _is_long(list)

_number(list) := count(_running(list)) if _is_long(list)

_is_long(list) if {
	count(list) > _objects_of_level
	count(list) <= 10 * _objects_of_level
}

_running(list) := [[index, element] |
	some index, element in list
	not data.fleet.catalogue.systems.kubernetes.without_workload[objects.type_of(element)]
]

# The first elements with their indexes. A map has no order, so a map that is too large is not
# followed.
_first_of(list, most) := [[index, element] | some index, element in list] if count(list) <= most

_first_of(list, most) := array.slice(_running(list), 0, most) if {
	count(list) > most
	_is_long(list)
}

_first_of(list, most) := [[index, element] | some index, element in array.slice(list, 0, most)] if {
	count(list) > most
	not _is_long(list)
	is_array(list)
}

_placed(found, most) := [{"manifest": content.manifest, "path": paths.joined([found.path, content.path]), "system": placement.system, "wrapper": found.manifest, "nested": found.path != ""} |
	some placement in placement_kinds.of(found.manifest)
	some way in [_contents(found.manifest, placement, most), _content(found.manifest, placement), _template(found.manifest, placement)]
	some content in way
]

# A List places nothing itself. The items of a DeploymentList may leave out their type.
_listed(found, most) := [{"manifest": manifest, "path": path, "system": found.system, "wrapper": found.wrapper, "nested": found.nested} |
	endswith(found.manifest.kind, "List")
	type := _type_of_items(found.manifest)
	some [index, item] in _first_of(found.manifest.items, most)
	manifest := object.union(type, item)
	path := paths.joined([found.path, placement_kinds.at(["items"], index)])
]

_type_of_items(list) := {} if list.kind == "List"

_type_of_items(list) := {"apiVersion": list.apiVersion, "kind": trim_suffix(list.kind, "List")} if list.kind != "List"

_contents(manifest, placement, most) := [{"manifest": content, "path": path} |
	some [index, content] in _first_of(object.get(manifest, placement.contents, []), most)
	path := placement_kinds.at(placement.contents, index)
]

_content(manifest, placement) := [{"manifest": content, "path": concat(".", placement.content)} |
	content := object.get(manifest, placement.content, {})
]

_template(manifest, placement) := [{"manifest": template, "path": concat(".", placement.template)} |
	inner := object.get(manifest, placement.template, {})
	kind := trim_prefix(manifest.kind, placement.kind_prefix)
	said := {"kind": kind, "apiVersion": _api_version_of(kind), "metadata": _metadata(manifest, inner)}
	own := object.remove(inner, ["metadata"])
	template := {key: value | some part in [own, object.remove(said, object.keys(own))]; some key, value in part}
]

# The template of a Federated<Kind> may leave out its own type and name: the wrapper says both.
_metadata(manifest, inner) := object.union(object.filter(manifest.metadata, ["name", "namespace"]), object.get(inner, "metadata", {}))

default _api_version_of(_) := "v1"

_api_version_of(kind) := concat("", [group, "/v1"]) if {
	some group in ["apps", "batch", "rbac.authorization.k8s.io"]
	_is_kind_of_kubernetes(concat("/", [group, kind]))
}

_is_kind_of_kubernetes(type) if data.fleet.catalogue.pod_templates.kinds[type]

_is_kind_of_kubernetes(type) if data.fleet.catalogue.systems.kubernetes.without_workload[type]
