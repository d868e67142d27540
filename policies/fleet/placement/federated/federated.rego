# METADATA
# title: Federated objects
# description: |
#   Finds the objects that a federation placed, or is told to place, as far as one manifest shows
#   it.
package fleet.placement.federated

import data.fleet.known
import data.fleet.objects
import data.fleet.objects.marks
import data.fleet.placement.federated.embedded as embedding

# METADATA
# description: The entries of `placed` for the reviewed object, computed once for all rules
reviewed := array.concat(placed(input.object), _named)

# In a set of manifests a placement may name the object. The federation will mark it as it marks a
# template.
_named := [{
	"manifest": input.object,
	"path": "metadata.name",
	"system": system,
	"title": title,
	"here": false,
	"placed_as": "template",
	"how": concat("", ["is to be placed by ", title, " (a placement beside it names it)"]),
} |
	some system in _naming
	title := data.fleet.catalogue.systems[system].title
]

_naming := {found.system |
	some found in known.cluster.selected
	found.name == input.object.metadata.name
	found.type == objects.type_of(input.object)
	found.namespace in {"*", object.get(input.object, ["metadata", "namespace"], "")}
} - {found.system | some found in _marked(input.object)}

# METADATA
# description: |
#   Whole objects that a federation places: the manifest itself by its marks, and the objects
#   embedded in it. Each is {manifest, path, system, title, how, here, placed_as[, nested]}. `here`
#   is true for a copy that runs in this cluster. `placed_as` is copy for such a copy, template for
#   the object that is copied, embedded for an object inside another one. `nested` is true if the
#   wrapper is embedded as well.
placed(manifest) := array.concat(_marked(manifest), embedded_objects(manifest))

# METADATA
# description: The identity of a placed object, as the key of a finding (fleet.review.history)
key(found) := {"subject": objects.identity(found.manifest), "system": found.system, "check": found.placed_as}

_marked(manifest) := [found |
	some system, shown in _by_system(manifest)
	found := {
		"manifest": manifest,
		"path": shown.path,
		"system": system,
		"title": shown.title,
		"here": shown.here,
		"placed_as": _placed_as[shown.here],
		"how": _how(manifest, shown, data.fleet.catalogue.systems[system]),
	}
]

_placed_as := {true: "copy", false: "template"}

# One mark of each system counts. A copy has the marks of its template too, and it is still a copy.
_by_system(manifest) := {system: first |
	shown := array.concat(_marks_on(manifest, "member", true), _marks_on(manifest, "template", false))
	some system in {found.system | some found in shown}
	first := [found | some found in shown; found.system == system][0]
}

_marks_on(manifest, sort_of_mark, here) := [object.union(found, {"here": here}) |
	some found in marks.on(manifest, sort_of_mark)
	found.category == "federation"
]

_how(manifest, shown, system) := concat("", ["was placed here by ", shown.title, " (", concat(", ", details), ")"]) if {
	shown.here
	details := array.concat(array.slice(_references(manifest, system), 0, 1), [marks.title(shown.mark)])
}

_how(_, shown, _) := concat("", ["is to be placed by ", shown.title, " (", marks.title(shown.mark), ")"]) if not shown.here

_references(manifest, system) := [concat(" ", [reference.kind, name]) |
	some reference in object.get(system, "references", [])
	name := _name_in(manifest, reference)
]

_name_in(manifest, reference) := manifest.metadata.annotations[reference.annotation]

_name_in(manifest, reference) := manifest.metadata.ownerReferences[marks.owner_index(manifest, reference.owner)].name

# METADATA
# description: The objects embedded in a manifest, as in placed
embedded_objects(manifest) := [_embedded_object(found) | some found in embedding.of(manifest)]

_embedded_object(found) := {
	"manifest": found.manifest,
	"path": found.path,
	"system": found.system,
	"title": title,
	"here": false,
	"placed_as": "embedded",
	"nested": found.nested,
	"how": concat("", ["is placed by ", title, " (", objects.title(found.wrapper), ")"]),
} if {
	title := data.fleet.catalogue.systems[found.system].title
}
