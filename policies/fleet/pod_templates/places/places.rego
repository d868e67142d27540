# METADATA
# title: Places
# description: Where the pod templates of a manifest can stand, by the paths of its kind in which a star stands for each element.
package fleet.pod_templates.places

# METADATA
# description: How many elements of a list are looked at
most := 1000

# Of lists in lists, so that they are not more than `most` in all.
_most_of_each := 10

# METADATA
# description: The places in a manifest that a path stands for, each as the steps to it; a path may have two stars
of(manifest, path) := _each(manifest, path, [index | some index, step in path; step == "*"])

_each(_, path, []) := [path]

_each(manifest, path, [star]) := _elements(manifest, path, star, most)

_each(manifest, path, [first, second]) := [at |
	some outer in _elements(manifest, path, first, _most_of_each)
	some at in _elements(manifest, outer, second, _most_of_each)
]

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
