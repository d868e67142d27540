# METADATA
# title: Path patterns
# description: |
#   Resolves a path of the data with stars to the paths in a manifest. A star stands for each
#   element of a list or a map.
package fleet.pod_templates.path_patterns

# METADATA
# description: Number of elements of a list that are read
most := 250

# The same for lists in lists, so that all together are not more than `most`.
_most_of_each := 15

# METADATA
# description: |
#   The paths that a pattern stands for, each as a list of steps. A pattern has at most two stars
paths(manifest, path) := _each(manifest, path, [index | some index, step in path; step == "*"])

_each(_, path, []) := [path]

_each(manifest, path, [star]) := _elements(manifest, path, star, most)

_each(manifest, path, [first, second]) := [at |
	some outer in _elements(manifest, path, first, _most_of_each)
	some at in _elements(manifest, outer, second, _most_of_each)
]

# METADATA
# description: The number of elements of a list or map on a path, where these are more than are read
too_many(manifest, path) := _too_many(manifest, path, [index | some index, step in path; step == "*"])

_too_many(manifest, path, [star]) := number if {
	number := _number(manifest, array.slice(path, 0, star))
	number > most
}

_too_many(manifest, path, [first, second]) := number if {
	outer := _number(manifest, array.slice(path, 0, first))
	inner := {_number(manifest, array.slice(at, 0, second)) | some at in _elements(manifest, path, first, _most_of_each)}
	number := max({outer} | inner)
	number > _most_of_each
}

_number(manifest, path) := count(object.get(manifest, path, []))

_elements(manifest, path, star, limit) := [array.concat(array.concat(before, [key]), after) |
	before := array.slice(path, 0, star)
	after := array.slice(path, star + 1, count(path))
	some key in _keys(object.get(manifest, before, {}), limit)
]

# Wasm takes minutes to list a hundred thousand elements. No controller accepts an object with so
# many.
_keys(elements, limit) := numbers.range(0, min([count(elements), limit]) - 1) if {
	is_array(elements)
	count(elements) > 0
}

_keys(elements, limit) := [key | some key, _ in elements] if {
	is_object(elements)
	count(elements) <= limit
}
