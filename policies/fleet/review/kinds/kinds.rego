# METADATA
# title: Judged kinds
# description: The kinds of objects that rules judge
package fleet.review.kinds

# METADATA
# description: |
#   Each is {group, kind, refused}. A star at the end of a kind stands for the rest of its name.
#   `refused` is true if rules without settings may refuse an object of the kind.
kinds := [object.union(_named(type), {"refused": type in _refused}) | some type in sort(_refused | _advised)]

_named(type) := {"group": group, "kind": kind} if [group, kind] := split(type, "/")

# Kinds that make pods, kinds that hold data, and kinds that say where these go.
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

# Kinds about which rules only warn.
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
