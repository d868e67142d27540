# METADATA
# title: Federation
# description: What a federation placed, or is told to place, as far as one manifest shows it.
package fleet.federation

import data.fleet.carried as carrying
import data.fleet.known
import data.fleet.marks
import data.fleet.objects

# METADATA
# description: What is placed of the reviewed object, found out once for all rules
reviewed := array.concat(placed(input.object), _named)

# In a set of manifests a placement may name the object. The federation will mark it as it marks a template.
_named := [{
	"manifest": input.object,
	"path": "metadata.name",
	"system": system,
	"title": title,
	"here": false,
	"aspect": "template",
	"how": concat("", ["is to be placed by ", title, " (a placement beside it names it)"]),
} |
	some system in _naming
	title := data.fleet.systems[system].title
]

_naming := {found.system |
	some found in known.cluster.selected
	found.name == input.object.metadata.name
	found.type == objects.type_of(input.object)
	found.namespace in {"*", object.get(input.object, ["metadata", "namespace"], "")}
} - {found.system | some found in _marked(input.object)}

# METADATA
# description: |
#   Whole objects that a federation places: the manifest itself by its marks, or what it carries for other clusters.
#   Each is {manifest, path, system, title, how, here, aspect}; here is true for a copy that already runs in this cluster, and aspect is
#   placed for such a copy, template for the object that is copied, carried for one that another object carries, and nested is true for one whose
#   carrier is carried as well.
placed(manifest) := array.concat(_marked(manifest), carried(manifest))

# METADATA
# description: The identity of what is placed, for a violation that speaks of it (fleet.history)
key(found) := {"subject": objects.identity(found.manifest), "system": found.system, "aspect": found.aspect}

_marked(manifest) := [found |
	some system, borne in _by_system(manifest)
	found := {
		"manifest": manifest,
		"path": borne.path,
		"system": system,
		"title": borne.title,
		"here": borne.here,
		"aspect": _aspects[borne.here],
		"how": _how(manifest, borne, data.fleet.systems[system]),
	}
]

_aspects := {true: "placed", false: "template"}

# One mark a system: a copy bears its template's marks too, and is a copy all the same.
_by_system(manifest) := {system: first |
	borne := array.concat(_borne(manifest, "member", true), _borne(manifest, "template", false))
	some system in {found.system | some found in borne}
	first := [found | some found in borne; found.system == system][0]
}

_borne(manifest, sort_of_mark, here) := [object.union(found, {"here": here}) |
	some found in marks.borne(manifest, sort_of_mark)
	found.category == "federation"
]

_how(manifest, borne, system) := concat("", ["was placed here by ", borne.title, " (", concat(", ", details), ")"]) if {
	borne.here
	details := array.concat(array.slice(_references(manifest, system), 0, 1), [marks.title(borne.mark)])
}

_how(_, borne, _) := concat("", ["is to be placed by ", borne.title, " (", marks.title(borne.mark), ")"]) if not borne.here

_references(manifest, system) := [concat(" ", [reference.kind, name]) |
	some reference in object.get(system, "references", [])
	name := _name_in(manifest, reference)
]

_name_in(manifest, reference) := manifest.metadata.annotations[reference.annotation]

_name_in(manifest, reference) := manifest.metadata.ownerReferences[marks.owner_index(manifest, reference.owner)].name

# METADATA
# description: Whole objects that a manifest carries for other clusters, as in placed
carried(manifest) := [_carried_object(found) | some found in carrying.of(manifest)]

_carried_object(found) := {
	"manifest": found.manifest,
	"path": found.path,
	"system": found.system,
	"title": title,
	"here": false,
	"aspect": "carried",
	"nested": found.nested,
	"how": concat("", ["is placed by ", title, " (", objects.title(found.carrier), ")"]),
} if {
	title := data.fleet.systems[found.system].title
}
