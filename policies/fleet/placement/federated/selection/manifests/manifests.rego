# METADATA
# title: Selection in a set of manifests
# description: |
#   The objects that the placements of a set of manifests select for a federation, in the form of
#   ClusterObjects in engine/cluster-facts.ts. In a cluster the federation marks them itself.
package fleet.placement.federated.selection.manifests

import data.fleet.placement.federated.selection
import data.fleet.review.history

# METADATA
# description: |
#   The objects, each {type, namespace, name, system} with a star for any; input is {placements}.
#   Selectors by labels are left out
objects := {found |
	some placement in input.placements
	selected := _selected with input.object as placement
	some found in selected
}

_selected contains {"type": type, "namespace": _word(namespace), "name": _word(name), "system": found.system} if {
	some found in selection.named(input.object)
	_places(found)
	some [type, namespace, name, labels] in selection.objects_of(found)
	labels == history.any
}

# A namespace that comes with everything in it.
_selected contains {"type": "*", "namespace": found.selector.name, "name": "*", "system": found.system} if {
	some found in selection.named(input.object)
	_places(found)
	found.whole_namespace
}

# A kind that is enabled for a federation is not placed yet.
_places(found) if {
	is_object(found.selector)
	data.fleet.catalogue.systems[found.system].category == "federation"
}

_word(text) := text if is_string(text)

_word(set()) := "*"
