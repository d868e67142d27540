# METADATA
# title: Selection
# description: |
#   Finds the objects that a placement selects by name, by label or by kind, and the workloads that
#   come with them.
package fleet.placement.federated.selection

import data.fleet.objects
import data.fleet.objects.values
import data.fleet.placement.federated.embedded
import data.fleet.placement.federated.placement_kinds

# METADATA
# description: |
#   The entries of `named` for the reviewed object and for the placements embedded in it; the latter
#   have `by`, the placement. Computed once for all rules. Empty for an object that names too many
default reviewed := []

reviewed := _reviewed if not too_many

# METADATA
# description: |
#   The number of selectors of the reviewed object, if it has too many to judge. Each selector is
#   compared with the namespaces of all others. A person writes some dozens
too_many := number if {
	number := sum([count(object.get(input.object, placement.selectors, [])) | some placement in placement_kinds.of(input.object)])
	number > _most_selectors
} else := count(_reviewed) if {
	count(_reviewed) > _most_selectors
}

_most_selectors := 250

_reviewed := array.concat(named(input.object), _named_by_embedded)

_named_by_embedded := [object.union(named_there, {"path": path, "says": says, "by": found.manifest}) |
	some found in embedded.placements
	some named_there in named(found.manifest)
	path := concat(".", [found.path, named_there.path])
	says := concat("", ["carries ", objects.title(found.manifest), ", which ", named_there.says])
]

# METADATA
# description: |
#   The objects that a placement selects and that are not embedded; each is {type, path, system,
#   title, says, selector, namespaces, whole_namespace}. The selector is null if it selects the kind
#   itself. `whole_namespace` is true for a namespace that comes with everything in it
named(manifest) := array.concat(_selected(manifest), array.concat(_referenced(manifest), _enabled(manifest)))

_selected(manifest) := [found |
	some placement in placement_kinds.of(manifest)
	namespaces := _namespaces(manifest, placement)
	some index, selector in array.slice(object.get(manifest, placement.selectors, []), 0, _most_selectors + 1)
	found := {
		"type": _type_named(selector),
		"path": placement_kinds.at(placement.selectors, index),
		"system": placement.system,
		"title": data.fleet.catalogue.systems[placement.system].title,
		"says": _selects(placement, selector),
		"selector": selector,
		"namespaces": namespaces,
		"whole_namespace": _is_whole_namespace(placement, selector),
	}
]

_selects(placement, selector) := concat(" ", ["selects", _which(selector)]) if not _is_whole_namespace(placement, selector)

_selects(placement, selector) := concat(" ", ["selects everything in", _which(selector)]) if _is_whole_namespace(placement, selector)

# Beside a namespace that is selected by name, selectors look into that namespace.
_namespaces(manifest, placement) := {selector.name |
	placement.whole_namespace
	some selector in array.slice(object.get(manifest, placement.selectors, []), 0, _most_selectors + 1)
	_type_named(selector) == "/Namespace"
}

default _is_whole_namespace(_, _) := false

_is_whole_namespace(placement, selector) if {
	_type_named(selector) == "/Namespace"
	object.get(selector, placement.whole_namespace.field, "") in placement.whole_namespace.values
}

_referenced(manifest) := [_whole(placement, placement.reference, reference, reference) |
	some placement in placement_kinds.of(manifest)
	reference := object.get(manifest, placement.reference, {})
]

_enabled(manifest) := [_whole(placement, placement.type, type, null) |
	some placement in placement_kinds.of(manifest)
	type := object.get(manifest, placement.type, {})
]

_whole(placement, path, reference, selector) := {
	"type": _type_named(reference),
	"path": concat(".", path),
	"system": placement.system,
	"title": data.fleet.catalogue.systems[placement.system].title,
	"says": concat(" ", ["names", _which(reference)]),
	"selector": selector,
	"namespaces": set(),
	"whole_namespace": false,
}

# Some references have group and version apart, where apiVersion may be no more than the version.
_type_named(reference) := concat("/", [group, reference.kind]) if {
	group := object.get(reference, "group", object.get(reference, "apiGroup", objects.group(object.get(reference, "apiVersion", ""))))
}

_which(selector) := concat(" ", array.concat(["every", selector.kind], array.concat(_in(selector), _with(selector)))) if {
	object.get(selector, "name", "") == ""
}

_which(selector) := concat(" ", [selector.kind, concat("/", names)]) if {
	selector.name != ""
	names := [name | some key in ["namespace", "name"]; name := selector[key]; name != ""]
}

_in(selector) := ["of namespace", selector.namespace] if selector.namespace != ""

else := []

_with(selector) := ["with certain labels"] if values.has_content(selector.labelSelector)

else := []
