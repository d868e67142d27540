package fleet.catalogue.api_versions_test

import data.fleet.catalogue.api_versions

test_minor_of_versions_as_clusters_and_people_write_them if {
	every version, minor in {
		"v1.37.2": 37, "v1.36.3+k3s1": 36, "v1.28.5-gke.100": 28, "v1.30+": 30,
		"v1.31.4-eks-2d5f260": 31, "v1.29.10+rke2r1": 29, "v1.37.0-beta.0": 37, "1.36": 36, "1.19.16": 19,
		"1.36-gke.1": 36, "v1.31-eks-abc": 31, "1.34+k0s": 34,
	} {
		api_versions.minor(version) == minor
	}
}

test_what_is_no_version_has_no_minor if {
	every version in ["", "v1", "1.", "latest", "v2.3.1", "11.36", "1.x", "1.36x", "1.3_6", "1.-3"] {
		not api_versions.minor(version)
	}
}

test_release_beyond_the_table_cannot_be_told if {
	api_versions.note("1.38-gke.1") == concat(" ", [
		"api-served cannot tell what Kubernetes 1.38 no longer serves:",
		"it knows releases up to 1.37",
	]) with data.fleet.catalogue.api_versions.last as 37
	every version in ["v1.37.9", "1.20", "latest", ""] {
		not api_versions.note(version) with data.fleet.catalogue.api_versions.last as 37
	}
}

test_kind_and_version_are_looked_up_together if {
	api_versions.served({"apiVersion": "batch/v1beta1", "kind": "CronJob"}).removed == 25
	not api_versions.served({"apiVersion": "batch/v1beta1", "kind": "Job"})
	not api_versions.served({"apiVersion": "v1", "kind": "Pod"})
	not api_versions.served({"apiVersion": "stable.example.com/v1beta1", "kind": "CronJob"})
}

_flow_schema(version) := {"apiVersion": concat("/", ["flowcontrol.apiserver.k8s.io", version]), "kind": "FlowSchema"}

_claim(version) := {"apiVersion": concat("/", ["resource.k8s.io", version]), "kind": "ResourceClaim"}

test_last_version_that_is_served_takes_the_place_of_a_removed_one if {
	every minor, words in {
		26: "write it in flowcontrol.apiserver.k8s.io/v1beta3, which Kubernetes serves since 1.26",
		28: "write it in flowcontrol.apiserver.k8s.io/v1beta3, which Kubernetes serves since 1.26",
		29: "write it in flowcontrol.apiserver.k8s.io/v1, which Kubernetes serves since 1.29",
		37: "write it in flowcontrol.apiserver.k8s.io/v1, which Kubernetes serves since 1.29",
	} {
		api_versions.advice_for_removed(_flow_schema("v1beta1"), minor) == words
	}
}

test_kind_that_another_one_took_the_place_of if {
	resource := {"apiVersion": "extensions/v1beta1", "kind": "ThirdPartyResource"}
	api_versions.advice_for_removed(resource, 15) == concat(" ", [
		"write a CustomResourceDefinition of apiextensions.k8s.io/v1beta1,",
		"which Kubernetes serves since 1.7",
	])
	api_versions.advice_for_removed(resource, 16) == concat(" ", [
		"write a CustomResourceDefinition of apiextensions.k8s.io/v1,",
		"which Kubernetes serves since 1.16",
	])
	api_versions.advice_for_removed({"apiVersion": "resource.k8s.io/v1alpha2", "kind": "ResourceClass"}, 31) == concat(" ", [
		"upgrade the cluster first, to 1.34,",
		"and write a DeviceClass of resource.k8s.io/v1",
	])
}

test_kind_that_goes_on_in_another_group if {
	policy := {"apiVersion": "extensions/v1beta1", "kind": "PodSecurityPolicy"}
	api_versions.advice_for_removed(policy, 24) == "write it in policy/v1beta1, which Kubernetes serves since 1.10"
	api_versions.advice_for_removed(policy, 25) == "label namespaces for Pod Security Admission, which took its place"
}

test_beta_that_is_off_by_default_takes_the_place_of_nothing if {
	api_versions.advice_for_removed(_claim("v1alpha2"), 33) == "upgrade the cluster first, to 1.34, and write it in resource.k8s.io/v1"
	api_versions.advice_for_removed(_claim("v1alpha2"), 34) == "write it in resource.k8s.io/v1, which Kubernetes serves since 1.34"
}

test_version_to_switch_on_where_the_kind_has_no_other if {
	api_versions.advice_for_removed({"apiVersion": "coordination.k8s.io/v1alpha1", "kind": "LeaseCandidate"}, 33) == concat(" ", [
		"write it in coordination.k8s.io/v1beta1, and switch that on in the cluster,",
		"where it is off by default",
	])
}

test_version_that_nothing_known_takes_the_place_of if {
	api_versions.advice_for_removed({"apiVersion": "coordination.k8s.io/v1beta1", "kind": "LeaseCandidate"}, 39) == concat(" ", [
		"look up what takes its place;",
		"the deprecation guide of Kubernetes may say it",
	])
}

test_older_version_that_the_cluster_serves_until_it_is_upgraded if {
	scaler := {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler"}
	api_versions.advice_for_too_new(scaler, 22) == "upgrade the cluster, or write it in autoscaling/v2beta2 until then"
	api_versions.advice_for_too_new(scaler, 11) == "upgrade the cluster, or write it in autoscaling/v2beta1 until then"
	api_versions.advice_for_too_new(scaler, 7) == "upgrade the cluster, or write it in autoscaling/v1 until then"
	api_versions.advice_for_too_new(_flow_schema("v1"), 28) == concat(" ", [
		"upgrade the cluster, or write it in",
		"flowcontrol.apiserver.k8s.io/v1beta3 until then",
	])
}

test_older_version_that_is_off_by_default_or_not_there_is_no_advice if {
	every minor in [30, 31, 32, 33] {
		api_versions.advice_for_too_new(_claim("v1"), minor) == "upgrade the cluster first"
	}
}

test_too_new_beta_is_off_after_the_upgrade_as_well if {
	api_versions.advice_for_too_new(_claim("v1beta1"), 31) == "upgrade the cluster first, to 1.34, and write it in resource.k8s.io/v1"
	api_versions.advice_for_too_new({"apiVersion": "coordination.k8s.io/v1beta1", "kind": "LeaseCandidate"}, 32) == concat(" ", [
		"upgrade the cluster first, and switch this version on there,",
		"because it is off by default",
	])
}

test_betas_are_off_by_default_since_1_24 if {
	off := {version | some version, kinds in data.fleet.catalogue.api_versions.versions; some api in kinds; api.off_by_default; contains(version, "beta")}
	{"resource.k8s.io/v1beta1", "storage.k8s.io/v1beta1", "networking.k8s.io/v1beta1"} - off == set()
	{"batch/v1beta1", "policy/v1beta1", "autoscaling/v2beta2", "flowcontrol.apiserver.k8s.io/v1beta3"} & off == set()
}

test_what_a_kubernetes_serves_by_default if {
	served := api_versions.served_by(36)
	every name in ["v1", "v1/Pod", "apiregistration.k8s.io/v1", "policy/v1/PodDisruptionBudget", "batch/v1/Job"] {
		name in served
	}
	every name in ["policy/v1beta1", "policy/v1beta1/PodDisruptionBudget", "batch/v2alpha1/CronJob"] {
		not name in served
	}
	"policy/v1beta1/PodDisruptionBudget" in api_versions.served_by(24)
	not "policy/v1/PodDisruptionBudget" in api_versions.served_by(20)
}
