package fleet.cluster.reads_test

import data.fleet.cluster.reads

_fields(kind) := {field | some read in reads.reads; read.kind == kind; some field in read.fields}

test_read_in_the_words_of_the_model if {
	{
		"into": "disruptionBudgets", "group": "policy", "version": "v1",
		"resource": "poddisruptionbudgets", "kind": "PodDisruptionBudget",
		"by": ["plugin", "webhook"], "fields": [["spec", "selector"]],
	} in reads.reads
}

test_secrets_are_read_by_label_by_the_plugin_alone_and_without_credentials if {
	[read | some read in reads.reads; read.kind == "Secret"] == [{
		"into": "clusters", "group": "", "version": "v1", "resource": "secrets", "kind": "Secret",
		"labelSelector": "argocd.argoproj.io/secret-type=cluster", "whenServed": "argoproj.io",
		"by": ["plugin"], "fields": [["data", "name"], ["data", "server"]],
	}]
}

test_of_what_stands_above_a_pod_metadata_is_kept_by_the_webhook_that_is_asked_about_bindings if {
	[pods] := [read | some read in reads.reads; read.kind == "Pod"]
	object.remove(pods, ["fields"]) == {
		"into": "owners", "group": "", "version": "v1", "resource": "pods", "kind": "Pod",
		"by": ["bindings"], "fieldSelector": "spec.nodeName=",
	}
	{["metadata", "uid"], ["metadata", "labels"], ["metadata", "ownerReferences"]} - _fields("ReplicaSet") == set()
	["metadata", "annotations", "work.karmada.io/name"] in _fields("ReplicaSet")
	every field in _fields("ReplicaSet") { field[0] == "metadata" }
}

test_pods_are_kept_where_a_kind_has_its_template if {
	["spec", "template", "spec", "tolerations"] in _fields("Deployment")
	["spec", "jobTemplate", "spec", "template", "spec", "tolerations"] in _fields("CronJob")
	["spec", "template", "metadata", "annotations", "multicluster.admiralty.io/elect"] in _fields("DaemonSet")
	not ["spec", "tolerations"] in _fields("Node")
}

test_of_a_workload_the_marks_are_kept_that_systems_and_roles_name if {
	fields := _fields("StatefulSet")
	{
		["metadata", "labels", "karmada.io/managed"],
		["metadata", "annotations", "argocd.argoproj.io/tracking-id"],
		["metadata", "labels", "app.kubernetes.io/part-of"],
		["metadata", "annotations", "meta.helm.sh/release-name"],
		["metadata", "ownerReferences"],
	} - fields == set()
	not ["metadata", "annotations"] in fields
}

_deployments := {
	"into": "workloads", "group": "apps", "version": "v1", "resource": "deployments", "kind": "Deployment", "by": ["plugin"],
}

_systems(system) := {"made_up": system, "kubernetes": {
	"pod_fields": [],
	"reads": [_deployments],
}}

_kept(system) := {field | some read in listed; some field in read.fields} if {
	listed := reads.reads with data.fleet.catalogue.systems as _systems(system) with data.fleet.catalogue.exemptions.reads as [] with data.fleet.catalogue.controllers.reads as []
}

test_annotation_beside_which_a_mark_counts_is_kept_too if {
	_kept({"marks": {"manager": [{"annotation": "example.org/id", "beside": "example.org/release"}]}}) == {
		["metadata", "ownerReferences"], ["spec", "volumeClaimTemplates", "spec", "storageClassName"],
		["metadata", "annotations", "example.org/id"],
		["metadata", "annotations", "example.org/release"],
	}
}

test_read_that_says_its_fields_keeps_these if {
	read := object.union(_deployments, {"fields": [["metadata", "labels"]]})
	["metadata", "labels"] in _kept({"reads": [read]})
}

test_labels_of_an_exception_are_kept_too if {
	_kept({"roles": [{"all": [], "none": [{"workload": "agent", "labels": {"tier": "edge"}}]}]}) == {
		["metadata", "ownerReferences"], ["spec", "volumeClaimTemplates", "spec", "storageClassName"],
		["metadata", "labels", "tier"],
	}
}

test_exemptions_are_read_by_the_webhook if {
	[read] := [read | some read in reads.reads; read.into == "exemptions"]
	[read.group, read.resource, read.by] == ["kubectl-fleet.io", "fleetexemptions", ["webhook"]]
}
