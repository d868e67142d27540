# METADATA
# title: Pod templates
# description: What a workload of any kind says of its pods, and where, as the data of its kind describes it.
package fleet.pod_templates

import data.fleet.objects

# METADATA
# description: |
#   The pod templates of a manifest, the Pod itself among them; none for what makes no pods. Each is {template, at, named, whole}: `at` are
#   the steps of its place, `named` the same steps with names in place of indexes ('' where an element has none), [] where the kind has one template. `whole` is false
#   where the pods are told by more than this template, so that what it lacks says nothing, and beyond the first `most_whole` of an object. Beyond
#   the first `most` elements of a list no template is looked for.
default of(_) := []

of(manifest) := _of(manifest, data.fleet.pod_templates.kinds[objects.type_of(manifest)])

# Nearly all workloads have one template, so this costs no more than to look it up.
_of(manifest, kind) := [{"template": template, "at": kind.template, "named": [], "whole": true} |
	template := object.get(manifest, kind.template, {})
	is_object(template.spec)
] if {
	kind.template
}

_of(manifest, kind) := array.concat(_templates(manifest, kind), _parts(manifest, kind)) if not kind.template

# METADATA
# description: For how many templates of one object the nodes are looked for that take their pods; there may be thousands of both
most_whole := 10

# METADATA
# description: How many elements of a list are looked at
most := 1000

# Literals, because object.union copies all that stands in its objects.
_templates(manifest, kind) := [{"template": template, "at": at, "named": _named(manifest, at, kind), "whole": _is_whole(kind, index)} |
	some index, at in [at |
		some path in kind.templates
		some at in _places(manifest, path)
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
	some at in _places(manifest, part.path)
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

# The places that a path of the data stands for in a manifest.
_places(manifest, path) := _each(manifest, path, [index | some index, step in path; step == "*"])

_each(_, path, []) := [path]

_each(manifest, path, [star]) := _elements(manifest, path, star, most)

_each(manifest, path, [first, second]) := [at |
	some outer in _elements(manifest, path, first, _most_of_each)
	some at in _elements(manifest, outer, second, _most_of_each)
]

# Of lists in lists, so that they are not more than `most` in all.
_most_of_each := 10

_elements(manifest, path, star, limit) := [array.concat(array.concat(before, [key]), after) |
	before := array.slice(path, 0, star)
	after := array.slice(path, star + 1, count(path))
	some key in _keys(object.get(manifest, before, {}), limit)
]

# To list a hundred thousand elements takes minutes in Wasm. No controller takes an object of so many.
_keys(elements, limit) := numbers.range(0, min([count(elements), limit]) - 1) if {
	is_array(elements)
	count(elements) > 0
}

_keys(elements, limit) := [key | some key, _ in elements] if {
	is_object(elements)
	count(elements) <= limit
}

_named(manifest, at, kind) := [_name(manifest, at, index, object.get(kind, "named_by", "name")) | some index, _ in at]

_name(_, at, index, _) := at[index] if is_string(at[index])

_name(manifest, at, index, named_by) := object.get(element, named_by, object.get(element, "name", "")) if {
	is_number(at[index])
	element := object.get(manifest, array.slice(at, 0, index + 1), {})
}

# METADATA
# description: A path in a pod template (spec.nodeName, metadata.labels) as a path in the manifest that `of` found it in
path(found, inner) := concat(".", array.concat(_written(found.at), [inner])) if not found.metadata

path(found, inner) := concat(".", array.concat(_written(found.at), _in_part(found, inner))) if found.metadata

# A part has the fields of a pod spec itself, and those of its metadata somewhere inside.
_in_part(found, inner) := array.concat(found.metadata, [trim_prefix(inner, "metadata.")]) if {
	startswith(inner, "metadata.")
} else := [found.required_term] if {
	found.required_term != ""
	startswith(inner, "spec.affinity.")
} else := [trim_prefix(inner, "spec.")] if {
	inner != "spec"
} else := []

# METADATA
# description: The other way round, the path in a pod template of a path in its manifest; undefined for what stands outside of the template
inner_path(found, path) := path if found.at == []

inner_path(found, path) := concat("", [_root(found), substring(path, count(place), -1)]) if {
	place := concat("", array.concat(_written(found.at), ["."]))
	startswith(path, place)
}

_root(found) := "spec." if found.metadata

_root(found) := "" if not found.metadata

# The steps as one text, or none.
_written([]) := []

_written(at) := [trim_prefix(concat("", [_step(step) | some step in at]), ".")] if count(at) > 0

_step(step) := concat("", [".", step]) if is_string(step)

_step(step) := concat("", ["[", format_int(step, 10), "]"]) if is_number(step)
