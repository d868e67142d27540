package fleet.virtual_nodes.intents_test

import data.fleet.virtual_nodes.intents

_intents(spec) := {intent.says | some intent in intents.of({"spec": spec, "metadata": {}})}

_requires(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [expression]} | some expression in expressions],
}}}}

_all_of(expressions) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": expressions}],
}}}}

test_wish_by_toleration_of_the_providers_taint if {
	_intents({"tolerations": [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]}) == {"tolerates virtual-kubelet.io/provider"}
}

_tolerated(toleration) := {intent.system | some intent in intents.of({"spec": {"tolerations": [toleration]}})}

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
	_intents({"schedulerName": "fargate-scheduler"}) == {"asks for the scheduler fargate-scheduler"}
	_intents({"runtimeClassName": "liqo"}) == {"asks for the runtime class liqo"}
}

test_wish_by_affinity_needs_every_term if {
	virtual := {"key": "type", "operator": "In", "values": ["virtual-kubelet"]}
	_intents(_requires([virtual])) == {"requires nodes with type"}
	_intents(_requires([virtual, {"key": "zone", "operator": "Exists"}])) == set()
	_intents(_requires([{"key": "type", "operator": "In", "values": ["virtual-kubelet", "machine"]}])) == set()
	_intents(_requires([{"key": "type", "operator": "NotIn", "values": ["virtual-kubelet"]}])) == set()
	_intents(_requires([{"key": "type", "operator": "Exists"}])) == set()
}

test_wish_by_label_of_the_pod if {
	template := {"metadata": {"labels": {"eks.amazonaws.com/fargate-profile": "web"}}, "spec": {}}
	intents.of(template) == {{
		"path": "metadata.labels[eks.amazonaws.com/fargate-profile]",
		"says": "is labelled eks.amazonaws.com/fargate-profile",
		"system": "eks_fargate",
		"way": "pod_labels",
	}}
}

_annotated(annotations) := {intent.says | some intent in intents.of({"metadata": {"annotations": annotations}, "spec": {}})}

test_wish_by_annotation_of_the_pod if {
	_annotated({"multicluster.admiralty.io/elect": ""}) == {"is annotated multicluster.admiralty.io/elect"}
	_annotated({"alibabacloud.com/burst-resource": "eci_only"}) == {"is annotated alibabacloud.com/burst-resource"}
	_annotated({"alibabacloud.com/burst-resource": "eci"}) == set()
}

test_blanket_toleration_is_no_wish if _intents({"tolerations": [{"operator": "Exists"}]}) == set()

test_mark_of_another_value_is_no_wish if {
	intents.of({"metadata": {"labels": {"liqo.io/shadowPod": "false"}}, "spec": {}}) == set()
	_intents({"nodeSelector": {"type": "machine"}}) == set()
	_intents(_requires([{"key": "role", "operator": "In", "values": ["virtual-kubelet"]}])) == set()
}

test_key_that_virtual_nodes_alone_bear_is_a_wish_by_existing if {
	every key in ["liqo.io/remote-cluster-id", "liqo.io/type", "virtual-node.interlink/type", "virtual-kubelet.io/provider"] {
		_intents(_requires([{"key": key, "operator": "Exists"}])) == {concat(" ", ["requires nodes with", key])}
		_intents(_requires([{"key": key, "operator": "DoesNotExist"}])) == set()
		_intents(_requires([{"key": key, "operator": "Gt", "values": ["1"]}])) == set()
	}
	_intents(_requires([{"key": "eks.amazonaws.com/compute-type", "operator": "Exists"}])) == set()
}

test_term_that_keeps_virtual_nodes_away_is_no_wish if {
	exists := {"key": "liqo.io/type", "operator": "Exists"}
	_intents(_all_of([exists, {"key": "liqo.io/type", "operator": "NotIn", "values": ["virtual-node"]}])) == set()
	_intents(_all_of([exists, {"key": "zone", "operator": "NotIn", "values": ["a"]}])) == {"requires nodes with liqo.io/type"}
	_intents(_requires([{"key": "liqo.io/remote-cluster-id", "operator": "NotIn", "values": ["a"]}])) == set()
}

test_wish_that_a_template_repeats_is_one_wish if {
	toleration := {"key": "azure.com/aci", "effect": "NoSchedule"}
	intents.of({"spec": {"tolerations": [{"key": "dedicated"}, toleration, toleration, toleration]}}) == {{
		"path": "spec.tolerations[1]",
		"says": "tolerates azure.com/aci",
		"system": "azure_aci",
		"way": "tolerations",
	}}
}
