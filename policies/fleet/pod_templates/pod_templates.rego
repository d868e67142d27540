# METADATA
# title: Pod templates
# description: |
#   The pod templates of a workload of any kind, and their paths, by the data of its kind.
package fleet.pod_templates

import data.fleet.objects
import data.fleet.objects.paths
import data.fleet.pod_templates.path_patterns

# METADATA
# description: |
#   The pod templates of a manifest, including a Pod itself; empty for an object that makes no pods.
#   Each is {template, at, named, whole}. `at` are the steps of its path. `named` are the same steps
#   with names in place of indexes ('' for an element without a name), and [] if the kind has one
#   template. `whole` is false if other fields describe the pods too, so that a missing field says
#   nothing, and for all templates after the first `most_whole`. Only the first elements of a long
#   list are read (fleet.pod_templates.path_patterns).
default of(_) := []

of(manifest) := _of(manifest, data.fleet.catalogue.pod_templates.kinds[objects.type_of(manifest)])

# Nearly all workloads have one template. For them this costs no more than a lookup.
_of(manifest, kind) := [{"template": template, "at": kind.template, "named": [], "whole": true} |
	template := object.get(manifest, kind.template, {})
	is_object(template.spec)
] if {
	kind.template
}

_of(manifest, kind) := array.concat(_templates(manifest, kind), _parts(manifest, kind)) if not kind.template

# METADATA
# description: The number of templates in one list of a manifest, where these are more than are read
too_many(manifest) := max({number |
	kind := data.fleet.catalogue.pod_templates.kinds[objects.type_of(manifest)]
	some path in array.concat(object.get(kind, "templates", []), [part.path | some part in kind.parts])
	number := path_patterns.too_many(manifest, path)
})

# METADATA
# description: |
#   Number of templates of one object for which fitting nodes are looked up; there may be thousands
#   of templates and of nodes
most_whole := 2

# The entries are literals, because object.union copies the whole template.
_templates(manifest, kind) := [{"template": template, "at": at, "named": _named(manifest, at, kind), "whole": _is_whole(kind, index)} |
	some index, at in [at |
		some path in kind.templates
		some at in path_patterns.paths(manifest, path)
		is_object(object.get(manifest, array.concat(at, ["spec"]), null))
	]
	template := object.get(manifest, at, {})
]

default _is_whole(_, _) := false

_is_whole(kind, index) if {
	not kind.partial
	index < most_whole
}

_parts(manifest, kind) := [found |
	some part in kind.parts
	some at in path_patterns.paths(manifest, part.path)
	element := object.get(manifest, at, null)
	is_object(element)
	found := {
		"template": {"metadata": _metadata(element, part), "spec": _spec(element, part)},
		"at": at,
		"named": _named(manifest, at, kind),
		"whole": false,
		"metadata": object.get(part, "metadata", []),
		"required_term": object.get(part, "required_term", ""),
	}
]

_metadata(element, part) := object.get(element, part.metadata, {})

_metadata(_, part) := {} if not part.metadata

_spec(element, part) := element if not part.required_term

_spec(element, part) := {
	"tolerations": object.get(element, "tolerations", []),
	"affinity": _requiring([term | some term in [element[part.required_term]]]),
} if {
	part.required_term
}

_requiring(terms) := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}

_named(manifest, at, kind) := [_name(manifest, at, index, object.get(kind, "named_by", "name")) | some index, _ in at]

_name(_, at, index, _) := at[index] if is_string(at[index])

_name(manifest, at, index, named_by) := object.get(element, named_by, object.get(element, "name", "")) if {
	is_number(at[index])
	element := object.get(manifest, array.slice(at, 0, index + 1), {})
}

# METADATA
# description: |
#   A path in a pod template (spec.nodeName, metadata.labels) as a path in the manifest that `of`
#   found it in
path(found, inner) := concat(".", array.concat(_written(found.at), [inner])) if not found.metadata

path(found, inner) := concat(".", array.concat(_written(found.at), _in_part(found, inner))) if found.metadata

# A part has the fields of a pod spec itself, and its metadata somewhere inside.
_in_part(found, inner) := array.concat(found.metadata, [trim_prefix(inner, "metadata.")]) if {
	startswith(inner, "metadata.")
} else := [found.required_term] if {
	found.required_term != ""
	startswith(inner, "spec.affinity.")
} else := [trim_prefix(inner, "spec.")] if {
	inner != "spec"
} else := []

# METADATA
# description: |
#   The inverse of `path`: a path in the manifest as a path in the pod template; undefined for a
#   path outside of the template
inner_path(found, path) := path if found.at == []

inner_path(found, path) := concat("", [_root(found), substring(path, count(place), -1)]) if {
	place := concat("", array.concat(_written(found.at), ["."]))
	startswith(path, place)
}

_root(found) := "spec." if found.metadata

_root(found) := "" if not found.metadata

# The steps as one text, or none.
_written([]) := []

_written(at) := [paths.of(at)] if count(at) > 0
