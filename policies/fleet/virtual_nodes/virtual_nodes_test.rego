package fleet.virtual_nodes_test

import data.fleet.virtual_nodes

_wishes(spec) := {wish.says | some wish in virtual_nodes.wishes({"spec": spec, "metadata": {}})}

_requires(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]} | some expression in expressions],
}}}}

test_wish_by_toleration_of_the_providers_taint if {
	_wishes({"tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]}) == {"tolerates virtual-kubelet.io/provider"}
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
