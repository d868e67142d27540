package fleet.catalogue.index_test

import data.fleet.catalogue.index

_systems := {
	"karmada": {
		"category": "federation", "lifecycle": "active",
		"marks": {
			"member": [{"label": "karmada.io/managed"}, {"annotation": "work.karmada.io/name"}],
			"template": [{"owner": {"group": "policy.karmada.io", "kind": "PropagationPolicy"}}],
		},
		"placements": [{"group": "policy.karmada.io"}, {"group": "work.karmada.io"}],
		"kinds": [{"group": "policy.karmada.io"}],
		"control_plane": {"parts": {"apps/StatefulSet": {"etcd": {}}}},
		"identities": [{"user": "karmada"}, {"prefix": "system:serviceaccount:karmada-"}],
	},
	"liqo": {
		"category": "virtual-node", "lifecycle": "archived",
		"nodes": {"labels": [{"key": "liqo.io/type", "value": "virtual-node"}], "taints": [{"key": "virtual-node.liqo.io/not-allowed"}]},
		"intents": {
			"runtime_classes": [{"name": "liqo"}],
			"namespace_labels": [{"key": "liqo.io/scheduling-enabled"}],
			"kinds": [{"group": "offloading.liqo.io", "kind": "NamespaceOffloading"}],
		},
		"kinds": [{"group": "offloading.liqo.io"}],
	},
	"kubefed": {
		"category": "federation", "lifecycle": "archived",
		"marks": {"member": [{"label": "karmada.io/managed"}]},
		"kinds": [{"group": "types.kubefed.io"}, {"group": "core.kubefed.io"}],
	},
}

test_systems_are_found_by_their_words if {
	index.systems == {
		"marks": {
			"member": {"karmada.io/managed": {"karmada", "kubefed"}, "work.karmada.io/name": {"karmada"}},
			"template": {"PropagationPolicy": {"karmada"}},
		},
		"nodes": {"liqo.io/type": {"liqo"}, "virtual-node.liqo.io/not-allowed": {"liqo"}},
		"intents": {"liqo": {"liqo"}, "liqo.io/scheduling-enabled": {"liqo"}},
		"namespaces": {"liqo.io/scheduling-enabled": {"liqo"}},
		"offloading": {"offloading.liqo.io": {"liqo"}},
		"placements": {"policy.karmada.io": {"karmada"}, "work.karmada.io": {"karmada"}},
		"archived": {"types.kubefed.io": {"kubefed"}, "core.kubefed.io": {"kubefed"}},
		"parts": {"apps/StatefulSet": {"karmada"}},
		"users": {"karmada": {"karmada"}},
		"prefixes": {"karmada": {"system:serviceaccount:karmada-"}},
	} with data.fleet.catalogue.systems as _systems
}

test_index_may_lie_beside_the_data if index.systems == {"marks": {}} with data.index as {"marks": {}}
