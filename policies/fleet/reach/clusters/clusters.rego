# METADATA
# title: Clusters that a placement reaches
# description: To which clusters a placement goes, as far as two of them can be compared.
package fleet.reach.clusters

import data.fleet.placements
import data.fleet.reach

# METADATA
# description: |
#   The clusters that a manifest's placement reaches, as atoms of fleet.history: [name, terms], where `terms` is all else that the
#   placement says of clusters, compared as it stands. Empty for what the data of the systems does not describe.
reached(manifest) := {["*", "*"]} if count(reach.everywhere(manifest)) > 0

reached(manifest) := {[name, terms] |
	some placement in placements.of(manifest)
	some name in _names(manifest, placement.destination)
	terms := [object.get(_without_names(manifest, placement.destination), path, null) | some path in placement.destination.terms]
} if {
	count(reach.everywhere(manifest)) == 0
}

_names(manifest, destination) := {_name(destination, entry) | some entry in object.get(manifest, destination.names, [])} if {
	count(object.get(manifest, destination.names, [])) > 0
} else := {"*"}

_without_names(manifest, destination) := json.remove(manifest, [destination.names])

_without_names(manifest, destination) := manifest if not destination.names

_name(destination, entry) := entry if not destination.name

_name(destination, entry) := object.get(entry, destination.name, entry)
