# METADATA
# title: Naming
# description: |
#   Names other objects of the cluster in a message. The sender of a request may have no right to
#   read outside of its namespace. So a message names objects in that namespace only, and tells kind
#   and number of all others, nodes included.
package fleet.naming

# METADATA
# description: |
#   An object of the facts, {type, namespace, name}, e.g. Deployment prod/web, or "one Deployment"
#   if it must not be named
title(found) := concat("", [_kind(found), " ", found.namespace, "/", found.name]) if is_within(found.namespace)

title(found) := concat(" ", ["one", _kind(found)]) if not is_within(found.namespace)

_kind(found) := split(found.type, "/")[1]

# METADATA
# description: |
#   True for the namespace of the request. A request about a cluster-scoped object has none
is_within(namespace) if {
	namespace != ""
	namespace == input.namespace
}

# METADATA
# description: A number of things that must not be named, e.g. 1 virtual node or 3 virtual nodes
counted(1, thing) := concat(" ", ["1", thing])

counted(number, thing) := concat("", [format_int(number, 10), " ", thing, "s"]) if number != 1
