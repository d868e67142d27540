# METADATA
# title: Placement kinds
# description: |
#   The kinds of objects that place others in clusters, as the data of the systems describes them.
package fleet.placement.federated.placement_kinds

import data.fleet.catalogue.index
import data.fleet.objects
import data.fleet.objects.paths

# METADATA
# description: The entries of all systems for objects of this kind, each with its system
of(manifest) := [object.union(placement, {"system": name}) |
	group := objects.group(manifest.apiVersion)
	some name in index.systems.placements[group]
	some placement in data.fleet.catalogue.systems[name].placements
	placement.group == group
	_is_of(placement, manifest.kind)
]

_is_of(placement, kind) if kind in placement.kinds

_is_of(placement, kind) if startswith(kind, placement.kind_prefix)

# METADATA
# description: A path to an element of a list or to an entry of a map, as a person writes it
at(path, index) := paths.indexed(concat(".", path), index) if is_number(index)

at(path, key) := paths.keyed(concat(".", path), key) if is_string(key)
