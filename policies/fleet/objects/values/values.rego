# METADATA
# title: Values
# description: Tells values that say something from those that are empty.
package fleet.objects.values

# METADATA
# description: |
#   True for a value with anything in it but empty texts, lists, objects, null and false. A walk
#   takes some microseconds for each element, so a value with hundreds of elements has content in
#   any case
has_content(value) if _is_long(value)

has_content(value) if {
	not _is_long(value)
	walk(value, [_, leaf])
	not is_object(leaf)
	not is_array(leaf)
	not leaf in {null, "", false}
}

_is_long(value) if {
	count(value) > _most_elements
} else if {
	some inner in value
	count(inner) > _most_elements
} else if {
	count(json.marshal(value)) > 256
}

_most_elements := 250
