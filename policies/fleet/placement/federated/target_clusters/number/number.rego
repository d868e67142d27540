# METADATA
# title: Number of clusters
# description: |
#   Tells a placement in one cluster from a placement in several. The data of a system has the
#   fields that tell it as `clusters`:
#   one          true for a kind that selects one cluster
#   names        the list of clusters by name
#   number       the number of clusters
#   narrowed_by  fields that leave fewer of the clusters that are named
package fleet.placement.federated.target_clusters.number

import data.fleet.objects.values
import data.fleet.placement.federated.placement_kinds
import data.fleet.placement.federated.target_clusters

# METADATA
# description: |
#   The word one or several for the target clusters of a manifest; undefined if the placement does
#   not tell
of(manifest) := "several" if {
	count(target_clusters.everywhere(manifest)) > 0
} else := _word(min(_numbers(manifest)))

_word(1) := "one"

_word(number) := "several" if number > 1

_numbers(manifest) := {number |
	some placement in placement_kinds.of(manifest)
	number := _number(manifest, placement.clusters)
}

_number(_, clusters) := 1 if clusters.one

_number(manifest, clusters) := count(names) if {
	names := object.get(manifest, clusters.names, [])
	_is_exact(manifest, clusters, count(names))
}

_number(manifest, clusters) := number if {
	number := object.get(manifest, clusters.number, 0)
	is_number(number)
	number > 0
}

# A placement that names one cluster selects that cluster or none.
_is_exact(_, _, 1)

_is_exact(manifest, clusters, number) if {
	number > 1
	every path in object.get(clusters, "narrowed_by", []) {
		not values.has_content(object.get(manifest, path, null))
	}
}
