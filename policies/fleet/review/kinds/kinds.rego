# METADATA
# title: Judged kinds
# description: |
#   Kinds of objects of which rules speak, from the data of all systems; what nobody names here need not be shown to them. Rules that speak
#   of every kind there is, such as who may change a mark, add nothing.
package fleet.review.kinds

# METADATA
# description: |
#   Each is {group, kind, refused}: a star at the end of a kind stands for the rest of its name, and refused is true where the rules,
#   as they are without settings, may refuse one.
kinds := [object.union(_named(type), {"refused": type in _refused}) | some type in sort(_refused | _advised)]

_named(type) := {"group": group, "kind": kind} if [group, kind] := split(type, "/")

# What makes pods, what holds data, and what says where these are to be.
_refused contains "/Namespace"

_refused contains type if some type, _ in data.fleet.catalogue.pod_templates.kinds

_refused contains type if some type, _ in data.fleet.catalogue.stateful.kinds

_refused contains type if some type, _ in data.fleet.catalogue.stateful.claim_templates

_refused contains type if some type, _ in data.fleet.catalogue.stateful.stateful_templates

_refused contains type if {
	some system in data.fleet.catalogue.systems
	some placement in system.placements
	some type in _types(placement)
}

_refused contains concat("/", [mark.group, mark.kind]) if {
	some system in data.fleet.catalogue.systems
	some mark in system.intents.kinds
}

# What is warned about.
_advised contains "/Service"

_advised contains "networking.k8s.io/NetworkPolicy"

_advised contains type if {
	some system in data.fleet.catalogue.systems
	some type, _ in system.control_plane.resources
}

_advised contains type if {
	some system in data.fleet.catalogue.systems
	some type, _ in system.destinations.kinds
}

_advised contains type if {
	some system in data.fleet.catalogue.systems
	system.category == "federation"
	system.lifecycle == "archived"
	some served in system.kinds
	some type in _types(served)
}

_types(entry) := {concat("/", [entry.group, kind]) | some kind in entry.kinds} | {type |
	type := concat("", [entry.group, "/", entry.kind_prefix, "*"])
}
