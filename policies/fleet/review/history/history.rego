# METADATA
# title: History
# description: |
#   How a violation is known again. Two violations are compared by identity and never by their place in a list, which moves when another
#   entry goes.
package fleet.review.history

# METADATA
# description: |
#   The identity of a violation of a manifest among those of its rule: the key that the rule gives, else its path with names in place of
#   indexes, and its message
key(_, violation) := violation.key

key(manifest, violation) := [named_path(manifest, violation.path), violation.message] if not violation.key

# METADATA
# description: |
#   The atoms that a violation reaches. A rule gives them as `reach`, the set of all that one violation speaks of, e.g. the objects that a
#   selector catches. The empty atom stands for the violation itself, so that without a reach its key alone counts. A violation that
#   bears `clusters: true` reaches the clusters of the whole placement as well, which are compared once for all violations.
elements(violation) := {[]} | object.get(violation, "reach", set())

# METADATA
# description: Stands for anything in an atom. It is a set, because no JSON holds one, so that nobody can write it into an object
any := set()

# METADATA
# description: |
#   Other atoms that contain this one: in a list of four elements `any` stands for each of them. To look up these few takes the same time however
#   many there are to compare with. Only the atom itself contains an atom of another shape.
wider([first, second, third, fourth]) := {[one, two, three, four] |
	some one in {first, any}
	some two in {second, any}
	some three in {third, any}
	some four in {fourth, any}
}

# METADATA
# description: |
#   The steps of a path in a manifest with names in place of indexes: spec.containers[0].image becomes spec, containers, web, image. An element
#   without a name stands for itself.
named_path(manifest, path) := [_named(manifest, steps, index) | some index, _ in steps] if {
	parts := split(path, "[")
	steps := array.concat(split(parts[0], "."), [step | some part in array.slice(parts, 1, count(parts)); some step in _steps(part)])
}

# A part begins with what stood in brackets: an index, or a key that may have dots.
_steps(part) := array.concat([_index_or_key(inside)], [step | some step in split(after, "."); step != ""]) if {
	[inside, after] := split(part, "]")
}

_index_or_key(text) := index if {
	index := to_number(text)
} else := text

_named(_, steps, index) := steps[index] if is_string(steps[index])

_named(manifest, steps, index) := name if {
	is_number(steps[index])
	element := object.get(manifest, array.slice(steps, 0, index + 1), {})
	name := _name(element)
}

_name(element) := object.get(element, "name", element) if is_object(element)

_name(element) := element if not is_object(element)
