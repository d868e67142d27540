package fleet.virtual_nodes.offloading_test

import data.fleet.virtual_nodes.offloading

_offloading(spec) := {
	"apiVersion": "offloading.liqo.io/v1beta1", "kind": "NamespaceOffloading",
	"metadata": {"name": "offloading", "namespace": "prod"}, "spec": spec,
}

_offering := {
	"system": "liqo", "path": "metadata.namespace", "namespace": "prod",
	"says": "hands the pods of its namespace to Liqo", "forced": false,
}

test_offering_of_a_namespace_by_an_object_in_it if {
	offloading.of(_offloading({})) == [_offering]
	offloading.of(_offloading({"podOffloadingStrategy": "Remote"})) == [object.union(_offering, {"forced": true})]
	offloading.of(_offloading({"podOffloadingStrategy": "Local"})) == []
	offloading.of(object.union(_offloading({}), {"kind": "Quota"})) == []
	offloading.of(object.union(_offloading({}), {"apiVersion": "example.org/v1"})) == []
}

_labels := {"name": "prod", "labels": {"liqo.io/scheduling-enabled": "true"}}

test_offering_of_a_namespace_by_its_label if {
	offloading.of({"apiVersion": "v1", "kind": "Namespace", "metadata": _labels}) == [{
		"system": "liqo", "path": "metadata.labels[liqo.io/scheduling-enabled]", "namespace": "prod",
		"says": "lets its pods run on virtual nodes of Liqo (label liqo.io/scheduling-enabled)", "forced": false,
	}]
	offloading.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": _labels}) == []
	offloading.of_namespace({"metadata": {"labels": {"liqo.io/scheduling-enabled": "false"}}}) == []
	offloading.of_namespace(null) == []
}
