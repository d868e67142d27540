package fleet.rules.explicit_placement_test

import data.fleet.rules.explicit_placement as rule

# Its identity and its fix apart, which have tests of their own.
_told := {object.remove(violation, ["key", "reach", "clusters", "fix"]) | some violation in rule.violations}

_policy(kinds) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "ClusterPropagationPolicy",
	"metadata": {"name": "shop"},
	"spec": {"resourceSelectors": [{"apiVersion": api_version, "kind": kind} | some [api_version, kind] in kinds]},
}

_name_them := "name the clusters in spec.placement.clusterAffinity.clusterNames, or select them there by a label that their owners set"

test_fix_names_the_field_of_the_system if {
	[violation.fix | some violation in rule.violations] == [_name_them] with input as {"object": _policy([["apps/v1", "Deployment"]])}
}

test_placement_that_means_every_cluster if {
	_told == {{
		"path": "spec.placement",
		"message": concat(" ", [
			"ClusterPropagationPolicy shop names no cluster in its placement, and so means every cluster of Karmada,",
			"also those that come later.",
		]),
	}} with input as {"object": _policy([["v1", "Namespace"], ["apps/v1", "Deployment"]])}
}

test_namespaces_and_rights_may_be_everywhere if {
	rule.violations == set() with input as {"object": _policy([
		["v1", "Namespace"], ["v1", "ServiceAccount"],
		["rbac.authorization.k8s.io/v1", "ClusterRole"], ["rbac.authorization.k8s.io/v1", "RoleBinding"],
	])}
}

_placement(scope) := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement",
	"metadata": {"name": "shop"},
	"spec": {"resourceSelectors": [{"group": "", "version": "v1", "kind": "Namespace", "name": "shop", "selectionScope": scope}]},
}

test_namespace_with_everything_in_it_is_more_than_a_namespace if {
	_told == {{
		"path": "spec.policy",
		"message": concat(" ", [
			"ClusterResourcePlacement shop picks all clusters, whatever they are, and so means every member cluster,",
			"also those that come later.",
		]),
	}} with input as {"object": _placement("NamespaceWithResources")}
	rule.violations == set() with input as {"object": _placement("NamespaceOnly")}
}

test_placement_that_says_nothing_of_what_it_is_for if {
	_told == {{
		"path": "spec",
		"message": concat(" ", [
			"Placement shop/all asks for no cluster set, no label and no number of clusters, and so means every cluster",
			"of the sets that are bound to its namespace, also those that come later.",
		]),
	}} with input as {"object": {
		"apiVersion": "cluster.open-cluster-management.io/v1beta1", "kind": "Placement",
		"metadata": {"name": "all", "namespace": "shop"}, "spec": {},
	}}
}

test_carried_placement_that_means_every_cluster if {
	policy := _policy([["apps/v1", "Deployment"]])
	wrapper := {
		"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
		"metadata": {"name": "shop", "namespace": "hub"},
		"spec": {"workload": {"manifests": [_policy([["v1", "Namespace"]]), policy]}},
	}
	rule.violations == {{
		"fix": _name_them,
		"path": "spec.workload.manifests[1].spec.placement",
		"message": concat(" ", [
			"ManifestWork hub/shop carries ClusterPropagationPolicy shop, which names no cluster in its placement,",
			"and so means every cluster of Karmada, also those that come later.",
		]),
		"key": {
			"subject": ["policy.karmada.io/ClusterPropagationPolicy", "", "shop"],
			"system": "karmada", "check": "everywhere",
		},
	}} with input as {"object": wrapper}
}

test_placement_in_too_many_places_to_judge if {
	affinities := [{"affinityName": "all"} | some _ in numbers.range(1, 251)]
	policy := object.union(_policy([["apps/v1", "Deployment"]]), {"spec": {"placement": {"clusterAffinities": affinities}}})
	_told == {{
		"path": "spec",
		"message": "ClusterPropagationPolicy shop says in too many places to judge where it goes.",
	}} with input as {"object": policy}
}

test_selectors_that_are_too_many_are_no_way_around_the_rule if {
	kinds := [["v1", "Namespace"] | some _ in numbers.range(1, 251)]
	some violation in rule.violations with input as {"object": _policy(array.concat(kinds, [["apps/v1", "Deployment"]]))}
	violation.message == "ClusterPropagationPolicy shop names objects by too many selectors to judge: 252."
}

test_carried_objects_that_are_too_many_are_no_way_around_the_rule if {
	manifests := [{"apiVersion": "v1", "kind": "ConfigMap"} | some _ in numbers.range(1, 1001)]
	some violation in rule.violations with input as {"object": {
		"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "eu-1"},
		"spec": {"workload": {"manifests": manifests}},
	}}
	violation.message == "ManifestWork eu-1/shop carries too many objects to judge: 1001."
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
