# METADATA
# title: Index
# description: |
#   Finds the systems that concern an object by the keys and names in it. Most objects concern no
#   system, and to try all systems takes longer than all the rest. The engine computes the index
#   once and puts it beside the data.
package fleet.catalogue.index

# METADATA
# description: |
#   Names of systems: `marks` by type of mark and by label, annotation or kind of owner; `nodes` by
#   label or taint; `intents` by key or name; `namespaces` by label of a namespace; `offloading`,
#   `placements` and `archived` by group; `parts` by type of workload; `users` by name. `prefixes`
#   has the prefixes of user names by system
systems := data.index

systems := {
	"marks": _marks,
	"nodes": _nodes,
	"intents": _intents,
	"namespaces": _namespaces,
	"offloading": _offloading,
	"placements": _placements,
	"archived": _archived,
	"parts": _parts,
	"users": _users,
	"prefixes": _prefixes,
} if {
	not data.index
}

_marks[sort_of_mark][mark[field]] contains name if {
	some name, system in data.fleet.catalogue.systems
	some sort_of_mark, marks in system.marks
	some mark in marks
	some field in ["label", "annotation"]
}

_marks[sort_of_mark][mark.owner.kind] contains name if {
	some name, system in data.fleet.catalogue.systems
	some sort_of_mark, marks in system.marks
	some mark in marks
}

_nodes[mark.key] contains name if {
	some name, system in data.fleet.catalogue.systems
	some marks in system.nodes
	some mark in marks
}

_intents[mark[field]] contains name if {
	some name, system in data.fleet.catalogue.systems
	some marks in system.intents
	some mark in marks
	some field in ["key", "name"]
}

_namespaces[mark.key] contains name if {
	some name, system in data.fleet.catalogue.systems
	some mark in system.intents.namespace_labels
}

_offloading[mark.group] contains name if {
	some name, system in data.fleet.catalogue.systems
	some mark in system.intents.kinds
}

_placements[placement.group] contains name if {
	some name, system in data.fleet.catalogue.systems
	some placement in system.placements
}

_archived[served.group] contains name if {
	some name, system in data.fleet.catalogue.systems
	system.lifecycle == "archived"
	system.category == "federation"
	some served in system.kinds
}

_parts[type] contains name if {
	some name, system in data.fleet.catalogue.systems
	some type, _ in system.control_plane.parts
}

_users[identity.user] contains name if {
	some name, system in data.fleet.catalogue.systems
	some identity in system.identities
}

_prefixes[name] contains identity.prefix if {
	some name, system in data.fleet.catalogue.systems
	some identity in system.identities
}
