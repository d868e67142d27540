package fleet.pod_templates_test

import data.fleet.pod_templates

_object(type, spec) := {"apiVersion": concat("/", [group, "v1"]), "kind": kind, "metadata": {"name": "a"}, "spec": spec} if {
	[group, kind] := split(type, "/")
}

_paths(type, spec) := [pod_templates.path(found, "spec.nodeName") | some found in pod_templates.of(_object(type, spec))]

_pod := {"spec": {"nodeName": "a"}}

test_pod_is_its_own_template if {
	pod := object.union({"apiVersion": "v1", "kind": "Pod"}, _pod)
	pod_templates.of(pod) == [{"template": pod, "at": [], "named": [], "whole": true}]
	pod_templates.path(pod_templates.of(pod)[0], "spec.nodeName") == "spec.nodeName"
	pod_templates.inner_path(pod_templates.of(pod)[0], "spec.nodeName") == "spec.nodeName"
}

test_kind_with_one_template if {
	pod_templates.of(_object("apps/Deployment", {"template": _pod})) == [{
		"template": _pod, "at": ["spec", "template"], "named": [], "whole": true,
	}]
	_paths("apps.openshift.io/DeploymentConfig", {"template": _pod}) == ["spec.template.spec.nodeName"]
	_paths("serving.knative.dev/Service", {"template": _pod}) == ["spec.template.spec.nodeName"]
	_paths("serving.knative.dev/Revision", {"nodeName": "a"}) == ["spec.nodeName"]
}

test_what_makes_no_pods_or_lacks_them_has_no_template if {
	pod_templates.of(_object("/ConfigMap", {"template": _pod})) == []
	pod_templates.of(_object("example.org/Deployment", {"template": _pod})) == []
	pod_templates.of(_object("apps/Deployment", {"template": {}})) == []
	every tasks in [null, "a", 1, ["a", null, {}], {"a": {"template": []}}] {
		pod_templates.of(_object("batch.volcano.sh/Job", {"tasks": tasks})) == []
	}
	pod_templates.of(_object("tekton.dev/TaskRun", {"podTemplate": "a"})) == []
}

_job := _object("batch.volcano.sh/Job", {"tasks": [{"name": "master"}, {"name": "worker", "template": _pod}, {"template": _pod}]})

test_each_element_of_a_list_has_a_template if {
	[[found.at, found.named, found.whole] | some found in pod_templates.of(_job)] == [
		[["spec", "tasks", 1, "template"], ["spec", "tasks", "worker", "template"], true],
		[["spec", "tasks", 2, "template"], ["spec", "tasks", "", "template"], true],
	]
	worker := pod_templates.of(_job)[0]
	pod_templates.path(worker, "metadata.labels[a]") == "spec.tasks[1].template.metadata.labels[a]"
	pod_templates.inner_path(worker, "spec.tasks[1].template.spec.volumes[0]") == "spec.volumes[0]"
	not pod_templates.inner_path(worker, "kind")
}

test_elements_have_names_of_many_kinds if {
	every type, expected in {
		"jobset.x-k8s.io/JobSet": ["replicatedJobs", "a"],
		"kubeflow.org/PyTorchJob": ["pytorchReplicaSpecs", "Worker"],
		"ray.io/RayCluster": ["workerGroupSpecs", "gpu"],
	} {
		spec := {
			"replicatedJobs": [{"name": "a", "template": {"spec": {"template": _pod}}}],
			"pytorchReplicaSpecs": {"Worker": {"template": _pod}},
			"workerGroupSpecs": [{"groupName": "gpu", "template": _pod}],
		}
		[found] := pod_templates.of(_object(type, spec))
		array.slice(found.named, 1, 3) == expected
	}
}

test_lists_in_lists if {
	jobs := [{"name": "launcher"}, {"name": "node", "template": {"spec": {"template": _pod}}}]
	patch := {"manager": "me", "trainingRuntimeSpec": {"template": {"spec": {"replicatedJobs": jobs}}}}
	[found] := pod_templates.of(_object("trainer.kubeflow.org/TrainJob", {"runtimePatches": [patch]}))
	[found.named[2], found.named[7], found.whole] == ["me", "node", false]
	pod_templates.path(found, "spec") == concat("", [
		"spec.runtimePatches[0].trainingRuntimeSpec.template.spec.",
		"replicatedJobs[1].template.spec.template.spec",
	])
}

test_kind_with_one_of_several_templates if {
	every choice in ["deploymentTemplate", "cloneSetTemplate", "statefulSetTemplate", "advancedStatefulSetTemplate"] {
		[found] := pod_templates.of(_object("apps.kruise.io/UnitedDeployment", {"template": {choice: {"spec": {"template": _pod}}}}))
		found.at == ["spec", "template", choice, "spec", "template"]
		found.template == _pod
	}
}

test_part_has_the_fields_of_a_pod_spec_itself if {
	driver := {"labels": {"a": "b"}, "nodeSelector": {"c": "d"}}
	[_, found] := pod_templates.of(_object("sparkoperator.k8s.io/SparkApplication", {"driver": driver}))
	[found.at, found.whole, found.template.metadata.labels] == [["spec", "driver"], false, {"a": "b"}]
	pod_templates.path(found, "spec.nodeSelector[c]") == "spec.driver.nodeSelector[c]"
	pod_templates.path(found, "metadata.labels[a]") == "spec.driver.labels[a]"
	pod_templates.path(found, "spec.affinity.nodeAffinity") == "spec.driver.affinity.nodeAffinity"
	pod_templates.path(found, "spec") == "spec.driver"
	pod_templates.inner_path(found, "spec.driver.volumes[0].hostPath") == "spec.volumes[0].hostPath"
}

test_part_keeps_metadata_where_its_kind_does if {
	workflow := {"podMetadata": {"labels": {"a": "b"}}, "templates": [{"name": "x", "metadata": {"labels": {"c": "d"}}}]}
	[whole, step] := pod_templates.of(_object("argoproj.io/Workflow", workflow))
	[whole.template.metadata.labels, step.template.metadata.labels] == [{"a": "b"}, {"c": "d"}]
	pod_templates.path(whole, "metadata.labels[a]") == "spec.podMetadata.labels[a]"
	pod_templates.path(step, "metadata.labels[c]") == "spec.templates[0].metadata.labels[c]"
}

test_part_may_be_a_term_of_required_affinity if {
	term := {"matchExpressions": [{"key": "type", "operator": "In", "values": ["virtual-kubelet"]}]}
	tolerations := [{"key": "virtual-kubelet.io/provider", "operator": "Exists"}]
	subsets := [{"name": "machines"}, {"name": "burst", "tolerations": tolerations, "nodeSelectorTerm": term}]
	[machines, burst] := pod_templates.of(_object("apps.kruise.io/UnitedDeployment", {"topology": {"subsets": subsets}}))
	machines.template.spec == {"tolerations": [], "affinity": _requiring([])}
	burst.template.spec == {"tolerations": tolerations, "affinity": _requiring([term])}
	burst.named == ["spec", "topology", "subsets", "burst"]
	pod_templates.path(burst, "spec.tolerations[0]") == "spec.topology.subsets[1].tolerations[0]"
	pod_templates.path(burst, "spec.affinity.nodeAffinity") == "spec.topology.subsets[1].nodeSelectorTerm"
}

_requiring(terms) := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}
