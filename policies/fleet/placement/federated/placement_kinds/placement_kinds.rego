# METADATA
# title: Placements
# description: Objects that say what is to be placed in other clusters, or in which, as the data of the systems describes them.
package fleet.placement.federated.placement_kinds

import data.fleet.catalogue.index
import data.fleet.objects
import data.fleet.objects.paths

# METADATA
# description: What the data of all systems says of objects of this kind, each with its system
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
# description: A place in a list or in an object by name, as a person writes it
at(path, index) := paths.indexed(concat(".", path), index) if is_number(index)

at(path, key) := paths.keyed(concat(".", path), key) if is_string(key)
