# METADATA
# title: Paths
# description: |
#   Writes a path in an object for a person, e.g. spec.tolerations[0] or metadata.labels[app].
package fleet.objects.paths

# METADATA
# description: The element of a list
indexed(path, index) := concat("", [path, "[", format_int(index, 10), "]"])

# METADATA
# description: The entry of a map whose keys may have dots in them
keyed(path, key) := concat("", [path, "[", key, "]"])

# METADATA
# description: One path of several, each inside of the one before; those that are empty are left out
joined(parts) := concat(".", [part | some part in parts; part != ""])

# METADATA
# description: |
#   Steps from the root of an object, names of fields and numbers of elements; empty where there are
#   none
of(steps) := trim_prefix(concat("", [_step(step) | some step in steps]), ".")

_step(step) := concat("", [".", step]) if is_string(step)

_step(step) := indexed("", step) if is_number(step)
