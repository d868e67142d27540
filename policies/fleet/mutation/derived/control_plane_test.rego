package fleet.mutation.derived.control_plane_test

import data.fleet.known
import data.fleet.mutation.derived

_is_left_alone(parts) if {
	known.is_federation_control_plane with input as _review(parts)
	derived.changes == {} with input as _review(parts)
}

_review(parts) := {
	"operation": "CREATE", "subResource": "", "userInfo": {"username": "ann"}, "settings": {},
	"object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}},
	"cluster": {"name": "eu-1", "roles": parts},
}

_control_plane := {"system": "karmada", "role": "control-plane"}

test_control_plane_of_a_federation_is_left_alone if {
	_is_left_alone([_control_plane])
	_is_left_alone([{"system": "argocd", "role": "hub"}, _control_plane])
}

test_other_parts_of_a_federation_and_control_planes_of_others_are_described if {
	every parts in [
		[],
		[{"system": "karmada", "role": "member"}],
		[{"system": "open_cluster_management", "role": "hub"}],
		[{"system": "argocd", "role": "control-plane"}],
		[{"system": "karmada", "role": "member"}, {"system": "argocd", "role": "control-plane"}],
	] {
		not known.is_federation_control_plane with input as _review(parts)
		derived.changes["kubectl-fleet.io/cluster"] == "eu-1" with input as _review(parts)
	}
}
