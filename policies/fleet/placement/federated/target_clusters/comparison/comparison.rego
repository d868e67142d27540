# METADATA
# title: Comparison of target clusters
# description: |
#   Compares the clusters of two placements. The data of a system has the fields that name clusters
#   as `destination`:
#   names       the list of clusters by name; `name` is the field of an entry that has the name
#   required    true if a placement without names selects no cluster, unless it has `otherwise` and
#               no list of names
#   conditions  lists or objects in which each additional entry leaves fewer clusters
#   grants      lists or objects in which each additional entry may add clusters
#   terms       all other fields, which have to be equal
package fleet.placement.federated.target_clusters.comparison

import data.fleet.objects
import data.fleet.placement.federated.embedded
import data.fleet.placement.federated.placement_kinds
import data.fleet.placement.federated.target_clusters

# METADATA
# description: |
#   True when a manifest's placement, and each one embedded in it, selects no cluster that the
#   earlier manifest does not select
is_within(manifest, earlier) if {
	_is_placement_within(manifest, earlier)
	before := _embedded_by_identity with input.object as earlier
	after := _embedded_by_identity with input.object as manifest
	every identity, manifests in after {
		_are_within(manifests, object.get(before, [identity], null))
	}
}

_embedded_by_identity[objects.identity(found.manifest)] contains found.manifest if some found in embedded.placements

# A new embedded placement is a finding of its own.
_are_within(_, null)

_are_within(manifests, earlier_ones) if {
	every manifest in manifests {
		some earlier in earlier_ones
		_is_placement_within(manifest, earlier)
	}
}

_is_placement_within(_, earlier) if count(target_clusters.everywhere(earlier)) > 0

_is_placement_within(manifest, earlier) if {
	count(target_clusters.everywhere(manifest)) == 0
	not target_clusters.is_too_large(manifest)
	every destination in _destinations(manifest) {
		_is_within(destination, manifest, earlier)
	}
}

_destinations(manifest) := [placement.destination | some placement in placement_kinds.of(manifest); placement.destination]

_is_within(destination, manifest, earlier) if {
	names := _names(destination, manifest)
	_is_within_names(destination, names, _names_before(destination, manifest, earlier, names), [manifest, earlier])
}

# Most changes leave the names alone, of which there may be thousands.
_names_before(destination, manifest, earlier, names) := names if {
	objects.are_equal(object.get(manifest, destination.names, null), object.get(earlier, destination.names, null))
} else := _names(destination, earlier)

_is_within_names(destination, names, _, [manifest, _]) if _goes_nowhere(destination, names, manifest)

_is_within_names(destination, names, names_before, [manifest, earlier]) if {
	not _goes_nowhere(destination, names_before, earlier)
	_has_names_within(destination, names, names_before)
	every path in object.get(destination, "conditions", []) {
		_has_all(object.get(manifest, path, {}), object.get(earlier, path, {}))
	}
	every path in object.get(destination, "grants", []) {
		_has_all(object.get(earlier, path, {}), object.get(manifest, path, {}))
	}
	every path in destination.terms {
		objects.are_equal(object.get(manifest, path, null), object.get(earlier, path, null))
	}
}

_goes_nowhere(destination, names, manifest) if {
	destination.required
	count(names) == 0
	not _goes_otherwise(destination, manifest)
}

_goes_otherwise(destination, manifest) if {
	object.get(manifest, destination.names, null) == null
	object.get(manifest, destination.otherwise, null) != null
}

# A placement without names means all clusters that the rest leaves. Required names of one cannot be
# compared with the rest of the other.
_has_names_within(destination, names, names_before) if {
	count(names_before) == 0
	_are_names_free(destination, names)
}

_has_names_within(_, names, names_before) if {
	count(names) > 0
	count(names - names_before) == 0
}

_are_names_free(destination, _) if not destination.required

_are_names_free(_, names) if count(names) == 0

_names(destination, manifest) := {entry | some entry in object.get(manifest, destination.names, [])} if not destination.name

_names(destination, manifest) := {object.get(entry, destination.name, entry) |
	some entry in object.get(manifest, destination.names, [])
} if {
	destination.name
}

# Most changes leave them alone. To look for each of thousands takes long, and no person writes so
# many.
_has_all(entries, others) if objects.are_equal(entries, others)

_has_all(entries, others) if {
	count(entries) <= 1000
	count(others) <= 1000
	count(_entries(others) - _entries(entries)) == 0
}

_entries(list) := {[key, value] |
	some index, value in list
	key := _key(index)
}

# The place of a condition in a list means nothing.
_key(index) := index if is_string(index)

_key(index) := "" if is_number(index)
