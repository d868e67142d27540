package fleet.rules.api_served_test

import data.fleet.rules.api_served as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_cron_job(version) := {
	"apiVersion": concat("/", ["batch", version]), "kind": "CronJob",
	"metadata": {"name": "report", "namespace": "prod"},
}

_instead := "write it in batch/v1, which Kubernetes serves since 1.21"

test_version_that_the_cluster_no_longer_serves if {
	_told == {{
		"path": "apiVersion",
		"message": concat(" ", [
			"CronJob prod/report is written in batch/v1beta1, which Kubernetes v1.36.3+k3s1",
			"does not serve: it was removed in 1.25.",
		]),
		"fix": _instead,
	}} with input as {"object": _cron_job("v1beta1"), "cluster": {"version": "v1.36.3+k3s1"}}
}

test_first_release_without_it if {
	count(rule.violations) == 1 with input as {"object": _cron_job("v1beta1"), "cluster": {"version": "v1.25.0"}}
	rule.violations == set() with input as {"object": _cron_job("v1beta1"), "cluster": {"version": "v1.24.17"}}
}

test_version_that_the_cluster_does_not_serve_yet if {
	_told == {{
		"path": "apiVersion",
		"message": concat(" ", [
			"CronJob prod/report is written in batch/v1, which Kubernetes v1.20.7",
			"does not serve yet: it came with 1.21.",
		]),
		"fix": "upgrade the cluster, or write it in batch/v1beta1 until then",
	}} with input as {"object": _cron_job("v1"), "cluster": {"version": "v1.20.7"}}
	rule.violations == set() with input as {"object": _cron_job("v1"), "cluster": {"version": "v1.21.0"}}
}

test_kind_that_is_too_new_and_was_in_no_other_version if {
	_told == {{
		"path": "apiVersion",
		"message": concat(" ", [
			"LeaseCandidate prod/web is written in coordination.k8s.io/v1beta1, which Kubernetes v1.30+",
			"does not serve yet: it came with 1.33.",
		]),
		"fix": "upgrade the cluster first, and switch this version on there, because it is off by default",
	}} with input as {
		"object": {
			"apiVersion": "coordination.k8s.io/v1beta1", "kind": "LeaseCandidate",
			"metadata": {"name": "web", "namespace": "prod"},
		},
		"cluster": {"version": "v1.30+"},
	}
}

test_version_of_the_cluster_is_not_known if {
	violation := {
		"path": "apiVersion",
		"message": "CronJob prod/report is written in batch/v1beta1, which no Kubernetes serves since 1.25.",
		"fix": _instead,
		"action": "warn",
	}
	every cluster in [{}, {"version": ""}] {
		_told == {violation} with input as {"object": _cron_job("v1beta1"), "cluster": cluster}
		rule.violations == set() with input as {"object": _cron_job("v1"), "cluster": cluster}
	}
}

test_kind_that_nothing_took_the_place_of if {
	_told == {{
		"path": "apiVersion",
		"message": concat(" ", [
			"PodSecurityPolicy strict is written in policy/v1beta1, which Kubernetes v1.37.2",
			"does not serve: it was removed in 1.25.",
		]),
		"fix": "label namespaces for Pod Security Admission, which took its place",
	}} with input as {
		"object": {"apiVersion": "policy/v1beta1", "kind": "PodSecurityPolicy", "metadata": {"name": "strict"}},
		"cluster": {"version": "v1.37.2"},
	}
}

_work(version) := {
	"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work",
	"metadata": {"name": "report", "namespace": "karmada-es-m1"},
	"spec": {"workload": {"manifests": [{"apiVersion": "v1", "kind": "ConfigMap"}, _cron_job(version)]}},
}

test_object_carried_for_another_cluster if {
	_told == {{
		"path": "spec.workload.manifests[1].apiVersion",
		"message": concat(" ", [
			"CronJob prod/report is placed by Karmada (Work karmada-es-m1/report)",
			"and is written in batch/v1beta1, which no Kubernetes serves since 1.25.",
		]),
		"fix": _instead,
		"action": "warn",
	}} with input as {"object": _work("v1beta1"), "cluster": {"version": "v1.24.17"}}
	rule.violations == set() with input as {"object": _work("v1"), "cluster": {"version": "v1.20.7"}}
}

test_template_is_judged_once if {
	[violation.path | some violation in rule.violations] == ["apiVersion"] with input as {"object": {
		"apiVersion": "networking.k8s.io/v1beta1", "kind": "Ingress",
		"metadata": {"name": "web", "annotations": {"propagationpolicy.karmada.io/name": "web"}},
	}}
}

test_violation_is_known_again_by_the_version_and_why_it_is_not_served if {
	[violation.key | some violation in rule.violations] == [{"subject": "batch/v1beta1", "check": "removed"}] with input as {
		"object": _cron_job("v1beta1"), "cluster": {"version": "v1.30.0"},
	}
	[violation.key | some violation in rule.violations] == [{"subject": "batch/v1", "check": "introduced"}] with input as {
		"object": _cron_job("v1"), "cluster": {"version": "v1.20.0"},
	}
}

_claim := {"apiVersion": "resource.k8s.io/v1beta1", "kind": "ResourceClaim", "metadata": {"name": "gpu", "namespace": "ml"}}

_plans := {
	"resource.k8s.io/v1": {"ResourceClaim": {"introduced": 34, "others": ["resource.k8s.io/v1beta1"]}},
	"resource.k8s.io/v1beta1": {"ResourceClaim": {"introduced": 32, "planned": 38, "others": ["resource.k8s.io/v1"]}},
}

test_plans_of_the_last_known_release if {
	planned := {
		"path": "apiVersion",
		"message": concat(" ", [
			"ResourceClaim ml/gpu is written in resource.k8s.io/v1beta1,",
			"which Kubernetes 1.37 plans to serve no longer in 1.38.",
		]),
		"fix": "write it in resource.k8s.io/v1, which Kubernetes serves since 1.34",
		"action": "warn",
	}
	_told == {planned} with input as {"object": _claim, "cluster": {"version": "v1.38.0"}}
		with data.fleet.catalogue.api_versions.last as 37
		with data.fleet.catalogue.api_versions.versions as _plans
	every cluster in [{"version": "v1.37.2"}, {}] {
		rule.violations == set() with input as {"object": _claim, "cluster": cluster}
			with data.fleet.catalogue.api_versions.last as 37
			with data.fleet.catalogue.api_versions.versions as _plans
	}
}

test_version_of_a_target_as_people_write_it if {
	count(rule.violations) == 1 with input as {"object": _cron_job("v1beta1"), "cluster": {"version": "v1.25-gke.1"}}
	rule.violations == set() with input as {"object": _cron_job("v1beta1"), "cluster": {"version": "v1.24-gke.1"}}
}

test_beta_that_the_cluster_could_serve_is_no_finding if {
	rule.violations == set() with input as {"object": _claim, "cluster": {"version": "v1.33.1"}}
	rule.violations == set() with input as {"object": _claim, "cluster": {}}
}

test_carried_objects_that_are_too_many_are_warned_about if {
	manifests := [{"apiVersion": "v1", "kind": "ConfigMap"} | some _ in numbers.range(1, 1001)]
	[violation] := [found | some found in rule.violations] with input as {"object": {
		"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "eu-1"},
		"spec": {"workload": {"manifests": manifests}},
	}}
	violation.message == "ManifestWork eu-1/shop carries too many objects to judge: 1001."
	violation.action == "warn"
}

_deep := _works(_works(_works(_works(_works({"apiVersion": "v1", "kind": "ConfigMap"})))))

_works(manifest) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "eu-1"},
	"spec": {"workload": {"manifests": [manifest]}},
}

test_objects_that_lie_too_deep_are_no_way_around_the_rule if {
	messages := {violation.message | some violation in rule.violations} with input as {"object": _deep}
	messages["ManifestWork eu-1/shop carries objects too deep to judge: inside more than four others."]
}
