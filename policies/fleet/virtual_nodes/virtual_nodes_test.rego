package fleet.virtual_nodes_test

import data.fleet.virtual_nodes

_wishes(spec) := {wish.says | some wish in virtual_nodes.wishes({"spec": spec, "metadata": {}})}

_requires(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]} | some expression in expressions],
}}}}

test_wish_by_toleration_of_the_providers_taint if {
	_wishes({"tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]}) == {"tolerates virtual-kubelet.io/provider"}
}

_tolerated(toleration) := {wish.system | some wish in virtual_nodes.wishes({"spec": {"tolerations": [toleration]}})}

test_toleration_names_a_provider_by_its_value_or_by_a_key_of_its_own if {
	_tolerated({"key": "virtual-kubelet.io/provider", "operator": "Exists"}) == {"virtual_kubelet"}
	_tolerated({"key": "virtual-kubelet.io/provider", "value": "azure"}) == {"virtual_kubelet", "azure_aci"}
	_tolerated({"key": "virtual-kubelet.io/provider", "value": "mock"}) == {"virtual_kubelet"}
	_tolerated({"key": "azure.com/aci", "effect": "NoSchedule"}) == {"azure_aci"}
	_tolerated({"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}) == {"eks_fargate"}
	_tolerated({"key": "eks.amazonaws.com/compute-type", "value": "fargate"}) == {"eks_fargate"}
	_tolerated({"key": "eks.amazonaws.com/compute-type", "value": "ec2"}) == set()
}

test_wish_by_scheduler_and_runtime_class if {
	_wishes({"schedulerName": "fargate-scheduler"}) == {"asks for the scheduler fargate-scheduler"}
	_wishes({"runtimeClassName": "liqo"}) == {"asks for the runtime class liqo"}
}

test_wish_by_affinity_needs_every_term if {
	virtual := {"key": "type", "operator": "In", "values": ["virtual-kubelet"]}
	_wishes(_requires([virtual])) == {"requires nodes with type"}
	_wishes(_requires([virtual, {"key": "zone", "operator": "Exists"}])) == set()
	_wishes(_requires([{"key": "type", "operator": "In", "values": ["virtual-kubelet", "machine"]}])) == set()
	_wishes(_requires([{"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]}])) == set()
	_wishes(_requires([{"key": "type", "operator": "Exists"}])) == set()
}

test_wish_by_label_of_the_pod if {
	template := {"metadata": {"labels": {"eks.amazonaws.com/fargate-profile": "web"}}, "spec": {}}
	virtual_nodes.wishes(template) == {{
		"path": "metadata.labels[eks.amazonaws.com/fargate-profile]",
		"says": "is labelled eks.amazonaws.com/fargate-profile",
		"system": "eks_fargate",
		"way": "pod_labels",
	}}
}

_annotated(annotations) := {wish.says | some wish in virtual_nodes.wishes({"metadata": {"annotations": annotations}, "spec": {}})}

test_wish_by_annotation_of_the_pod if {
	_annotated({"multicluster.admiralty.io/elect": ""}) == {"is annotated multicluster.admiralty.io/elect"}
	_annotated({"alibabacloud.com/burst-resource": "eci_only"}) == {"is annotated alibabacloud.com/burst-resource"}
	_annotated({"alibabacloud.com/burst-resource": "eci"}) == set()
}

test_blanket_toleration_is_no_wish if _wishes({"tolerations": [{"operator": "Exists"}]}) == set()

test_machine_has_no_provider if not virtual_nodes.provider({"metadata": {"name": "a", "labels": {"type": "machine"}}})

_avoids(spec) if virtual_nodes.avoids({"spec": spec}, "liqo")

test_template_that_requires_what_no_virtual_node_of_the_system_can_be if {
	every expression in [
		{"key": "liqo.io/type", "operator": "NotIn", "values": ["virtual-node"]},
		{"key": "liqo.io/type", "operator": "DoesNotExist"},
		{"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]},
	] {
		_avoids(_requires([expression]))
	}
	_avoids({"nodeSelector": {"type": "machine"}})
}

test_template_that_may_land_on_a_virtual_node_of_the_system if {
	off := {"key": "liqo.io/type", "operator": "DoesNotExist"}
	every expressions in [
		[],
		[off, {"key": "zone", "operator": "Exists"}],
		[{"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}],
		[{"key": "liqo.io/type", "operator": "Exists"}],
	] {
		not _avoids(_requires(expressions))
	}
	not _avoids({"nodeSelector": {"type": "virtual-kubelet"}})
	not _avoids({"nodeSelector": {"disk": "fast"}})
}

_offloading(spec) := {
	"apiVersion": "offloading.liqo.io/v1beta1", "kind": "NamespaceOffloading",
	"metadata": {"name": "offloading", "namespace": "prod"}, "spec": spec,
}

_offering := {
	"system": "liqo", "path": "metadata.namespace", "namespace": "prod",
	"says": "hands the pods of its namespace to Liqo", "forced": false,
}

test_offering_of_a_namespace_by_an_object_in_it if {
	virtual_nodes.offerings(_offloading({})) == [_offering]
	virtual_nodes.offerings(_offloading({"podOffloadingStrategy": "Remote"})) == [object.union(_offering, {"forced": true})]
	virtual_nodes.offerings(_offloading({"podOffloadingStrategy": "Local"})) == []
	virtual_nodes.offerings(object.union(_offloading({}), {"kind": "Quota"})) == []
	virtual_nodes.offerings(object.union(_offloading({}), {"apiVersion": "example.org/v1"})) == []
}

_labels := {"name": "prod", "labels": {"liqo.io/scheduling-enabled": "true"}}

test_offering_of_a_namespace_by_its_label if {
	virtual_nodes.offerings({"apiVersion": "v1", "kind": "Namespace", "metadata": _labels}) == [{
		"system": "liqo", "path": "metadata.labels[liqo.io/scheduling-enabled]", "namespace": "prod",
		"says": "lets its pods run on virtual nodes of Liqo (label liqo.io/scheduling-enabled)", "forced": false,
	}]
	virtual_nodes.offerings({"apiVersion": "v1", "kind": "ConfigMap", "metadata": _labels}) == []
	virtual_nodes.namespace_offers({"metadata": {"labels": {"liqo.io/scheduling-enabled": "false"}}}) == []
	virtual_nodes.namespace_offers(null) == []
}

test_mark_of_another_value_is_no_wish if {
	virtual_nodes.wishes({"metadata": {"labels": {"liqo.io/shadowPod": "false"}}, "spec": {}}) == set()
	_wishes({"nodeSelector": {"type": "machine"}}) == set()
	_wishes(_requires([{"key": "role", "operator": "In", "values": ["virtual-kubelet"]}])) == set()
}

test_label_of_the_nodes_of_a_system if {
	virtual_nodes.label_of_nodes("eks_fargate").key == "eks.amazonaws.com/compute-type"
	virtual_nodes.label_of_nodes("azure_aci").key == "type"
}

_all_of(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": expressions}],
}}}}

test_key_that_virtual_nodes_alone_bear_is_a_wish_by_existing if {
	every key in ["liqo.io/remote-cluster-id", "liqo.io/type", "virtual-node.interlink/type", "virtual-kubelet.io/provider"] {
		_wishes(_requires([{"key": key, "operator": "Exists"}])) == {concat(" ", ["requires nodes with", key])}
		_wishes(_requires([{"key": key, "operator": "DoesNotExist"}])) == set()
		_wishes(_requires([{"key": key, "operator": "Gt", "values": ["1"]}])) == set()
	}
	_wishes(_requires([{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}])) == set()
}

test_term_that_keeps_virtual_nodes_away_is_no_wish if {
	exists := {"key": "liqo.io/type", "operator": "Exists"}
	_wishes(_all_of([exists, {"key": "liqo.io/type", "operator": "NotIn", "values": ["virtual-node"]}])) == set()
	_wishes(_all_of([exists, {"key": "zone", "operator": "NotIn", "values": ["a"]}])) == {"requires nodes with liqo.io/type"}
	_wishes(_requires([{"key": "liqo.io/remote-cluster-id", "operator": "NotIn", "values": ["a"]}])) == set()
}

_allowed(spec) := virtual_nodes.allowed_labels({"spec": spec, "metadata": {}})

test_label_that_a_required_affinity_allows_beside_others if {
	virtual := {"key": "type", "operator": "In", "values": ["virtual-kubelet"]}
	_allowed(_requires([virtual, {"key": "zone", "operator": "Exists"}])) == {"type"}
	_allowed(_requires([{"key": "type", "operator": "In", "values": ["machine", "virtual-kubelet"]}])) == {"type"}
	_allowed(_requires([{"key": "liqo.io/type", "operator": "Exists"}, {"key": "zone", "operator": "Exists"}])) == {"liqo.io/type"}
	every expressions in [
		[{"key": "type", "operator": "In", "values": ["machine"]}],
		[{"key": "type", "operator": "NotIn", "values": ["machine"]}],
		[{"key": "type", "operator": "Exists"}],
		[virtual, {"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]}],
	] {
		_allowed(_all_of(expressions)) == set()
	}
}
