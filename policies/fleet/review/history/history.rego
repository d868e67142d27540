# METADATA
# title: History
# description: |
#   Recognizes a finding that was there before. Findings are compared by identity and not by their
#   index in a list, because an index moves when another entry goes.
package fleet.review.history

# METADATA
# description: |
#   The identity of a finding among those of its rule: the key that the rule gives, else its message
#   and its path with names in place of indexes
key(_, violation) := violation.key

key(manifest, violation) := [named_path(manifest, violation.path), violation.message] if not violation.key

# METADATA
# description: |
#   The elements of a finding. A rule gives them as `reach`, the set of everything that one finding
#   is about, e.g. the objects that a selector matches. The empty element stands for the finding
#   itself, so that without a reach only the key counts. A finding with `clusters: true` is also
#   about the clusters of the whole placement, which are compared once for all findings.
elements(violation) := {[]} | object.get(violation, "reach", set())

# METADATA
# description: |
#   Stands for anything in an element. It is a set, and no JSON contains a set, so nobody can write
#   it into an object
any := set()

# METADATA
# description: |
#   Other elements that contain this one: in a list of four values `any` stands for each of them.
#   These few lookups take the same time for any number of elements. An element of another form is
#   contained only in itself.
wider([first, second, third, fourth]) := {[one, two, three, four] |
	some one in {first, any}
	some two in {second, any}
	some three in {third, any}
	some four in {fourth, any}
}

# METADATA
# description: |
#   The steps of a path in a manifest with names in place of indexes: spec.containers[0].image
#   becomes spec, containers, web, image. An element without a name stands for itself.
named_path(manifest, path) := [_named(manifest, steps, index) | some index, _ in steps] if {
	parts := split(path, "[")
	steps := array.concat(split(parts[0], "."), [step | some part in array.slice(parts, 1, count(parts)); some step in _steps(part)])
}

# A part begins with the text in brackets: an index, or a key that may have dots.
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
