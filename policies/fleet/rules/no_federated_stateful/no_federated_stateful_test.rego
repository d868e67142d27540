package fleet.rules.no_federated_stateful_test

import data.fleet.placement.federated.size_limits
import data.fleet.review.history
import data.fleet.rules.no_federated_stateful as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_stateful_set := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {
		"name": "db", "namespace": "prod",
		"labels": {"karmada.io/managed": "true", "propagationpolicy.karmada.io/permanent-id": "14a1"},
		"annotations": {"work.karmada.io/name": "db-86699dc9c8", "resourcebinding.karmada.io/name": "db-statefulset"},
	},
}

_two_copies := "two copies of a database that do not know of each other are not one database"

_policy(selector) := {
	"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
	"metadata": {"name": "all", "namespace": "prod"},
	"spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}, selector]},
}

_taken_out(fix) := concat(" ", ["take it out of the resourceSelectors of the policy in Karmada that selects it, and", fix])

_by_itself := "deploy it in each cluster by itself (GitOps) and let the database replicate"

test_copy_is_named_by_its_work_and_one_mark if {
	_told == {{
		"path": "metadata.labels[karmada.io/managed]",
		"message": concat(" ", [
			"StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label karmada.io/managed)",
			"and holds state of its own.",
		]),
		"fix": _taken_out(_by_itself),
	}} with input as {"object": _stateful_set}
}

test_template_is_to_be_placed if {
	template := object.remove(_stateful_set, ["metadata"])
	metadata := {"name": "db", "namespace": "prod", "annotations": {"propagationpolicy.karmada.io/name": "web"}}
	_told == {{
		"path": "metadata.annotations[propagationpolicy.karmada.io/name]",
		"message": concat(" ", [
			"StatefulSet prod/db is to be placed by Karmada (annotation propagationpolicy.karmada.io/name)",
			"and holds state of its own.",
		]),
		"fix": concat(" ", ["take it out of the resourceSelectors of PropagationPolicy web in Karmada, and", _by_itself]),
	}} with input as {"object": object.union(template, {"metadata": metadata})}
}

test_selector_without_a_name_catches_every_object_of_the_kind if {
	_told == {{
		"path": "spec.resourceSelectors[1]",
		"message": "PropagationPolicy prod/all selects every StatefulSet, which holds state of its own, for Karmada to place in several clusters.",
		"why": _two_copies,
	}} with input as {"object": _policy({"apiVersion": "apps/v1", "kind": "StatefulSet"})}
}

test_selector_names_an_operators_kind_that_has_a_way_of_its_own if {
	selector := {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "name": "orders"}
	_told == {{
		"path": "spec.resourceSelectors[1]",
		"message": "PropagationPolicy prod/all selects Cluster orders, which holds PostgreSQL data, for Karmada to place in several clusters.",
		"fix": data.fleet.catalogue.stateful.kinds["postgresql.cnpg.io/Cluster"].multi_cluster.fix,
		"why": _two_copies,
	}} with input as {"object": _policy(selector)}
}

_in_one_cluster := {
	"why": "when the federation moves it to another cluster, its data stays behind",
	"fix": "deploy it in that cluster by itself (GitOps)",
}

test_policy_that_names_one_cluster if {
	placement := {"spec": {"placement": {"clusterAffinity": {"clusterNames": ["m1"]}}}}
	selector := {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db"}
	_told == {object.union(_in_one_cluster, {
		"path": "spec.resourceSelectors[1]",
		"message": concat(" ", [
			"PropagationPolicy prod/all selects StatefulSet db, which holds state of its own,",
			"for Karmada to place in one cluster.",
		]),
	})} with input as {"object": object.union(_policy(selector), placement)}
}

test_policy_that_does_not_say_how_many_clusters if {
	placement := {"spec": {"placement": {"clusterAffinity": {"labelSelector": {"matchLabels": {"zone": "a"}}}}}}
	_told == {{
		"path": "spec.resourceSelectors[1]",
		"message": "PropagationPolicy prod/all selects every StatefulSet, which holds state of its own, for Karmada to place.",
	}} with input as {"object": object.union(_policy({"apiVersion": "apps/v1", "kind": "StatefulSet"}), placement)}
}

test_object_that_is_carried_to_one_cluster if {
	_told == {object.union(_in_one_cluster, {
		"path": "spec.workload.manifests[0]",
		"message": concat(" ", [
			"StatefulSet prod/db is placed by Open Cluster Management (ManifestWork m1/shop) in one cluster",
			"and holds state of its own.",
		]),
	})} with input as {"object": {
		"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
		"metadata": {"name": "shop", "namespace": "m1"},
		"spec": {"workload": {"manifests": [object.union(
			object.remove(_stateful_set, ["metadata"]),
			{"metadata": {"name": "db", "namespace": "prod"}},
		)]}},
	}}
}

test_selector_of_another_group_is_another_kind if {
	rule.violations == set() with input as {"object": _policy({"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Cluster"})}
}

test_stateful_set_of_nobody_passes if {
	rule.violations == set() with input as {"object": object.remove(_stateful_set, ["metadata"])}
}

test_operator_that_reaches_other_clusters_itself if {
	advice := data.fleet.catalogue.stateful.kinds["mongodb.com/MongoDBMultiCluster"].multi_cluster
	_told == {{
		"path": "metadata.labels[karmada.io/managed]",
		"message": concat(" ", [
			"MongoDBMultiCluster prod/orders was placed here by Karmada (label karmada.io/managed)",
			"and holds MongoDB data.",
		]),
		"fix": _taken_out(advice.fix), "why": advice.why,
	}} with input as {"object": {
		"apiVersion": "mongodb.com/v1", "kind": "MongoDBMultiCluster",
		"metadata": {"name": "orders", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
	}}
}

_cache := {
	"apiVersion": "cache.example.org/v1", "kind": "Cache",
	"metadata": {"name": "pages", "namespace": "prod", "labels": {"karmada.io/managed": "true"}},
	"spec": {"storage": {"size": "10Gi"}},
}

test_unknown_kind_that_asks_for_storage if {
	_told == {{
		"path": "metadata.labels[karmada.io/managed]",
		"message": concat(" ", [
			"Cache prod/pages was placed here by Karmada (label karmada.io/managed)",
			"and asks for storage (spec.storage.size).",
		]),
		"action": "warn",
		"fix": concat("", ["if it keeps data, ", _taken_out("deploy it in each cluster by itself (GitOps)")]),
	}} with input as {"object": _cache}
	_identities == {{"key": {
		"subject": ["cache.example.org/Cache", "prod", "pages"],
		"system": "karmada", "check": "asks",
	}}} with input as {"object": _cache}
}

test_unknown_kind_that_nobody_placed if {
	rule.violations == set() with input as {"object": json.remove(_cache, ["/metadata/labels"])}
}

_workload(kind, name, holds) := {
	"type": concat("/", ["apps", kind]), "namespace": "prod", "name": name,
	"labels": {}, "provider": "", "placedBy": "", "holds": holds,
}

_deployments(selector) := _policy(object.union({"apiVersion": "apps/v1", "kind": "Deployment"}, selector))

_pages := "storage that one node at a time can write (volume pages)"

test_selector_that_names_a_workload_known_to_hold_data if {
	_told == {{
		"path": "spec.resourceSelectors[1]",
		"message": concat("", ["PropagationPolicy prod/all selects Deployment wiki, which holds ", _pages, ", for Karmada to place in several clusters."]),
		"why": _two_copies,
	}} with input as {
		"object": object.union(_deployments({"name": "wiki"}), {"spec": {"resourceSelectors": [
			{"apiVersion": "v1", "kind": "ConfigMap"},
			{"apiVersion": "apps/v1", "kind": "Deployment", "name": "wiki"},
		]}}),
		"cluster": {"workloads": [_workload("Deployment", "wiki", _pages), _workload("Deployment", "web", "")]},
	}
}

_every_deployment(others) := concat("", [
	"PropagationPolicy prod/all selects every Deployment, and with it Deployment prod/wiki, which holds ",
	_pages, others, ", for Karmada to place in several clusters.",
])

test_selector_that_catches_workloads_known_to_hold_data if {
	every others, names in {"": ["wiki"], ", as does 1 more": ["wiki", "wiki-2"], ", as do 2 more": ["wiki", "wiki-2", "wiki-3"]} {
		workloads := [_workload("Deployment", name, _pages) | some name in names]
		_told == {{
			"path": "spec.resourceSelectors[0]", "message": _every_deployment(others), "why": _two_copies,
		}} with input as {"object": _deployments({}), "namespace": "prod", "cluster": {"workloads": workloads}}
	}
}

test_stateful_kind_is_told_once_whatever_workloads_are_known if {
	count(rule.violations) == 1 with input as {
		"object": _policy({"apiVersion": "apps/v1", "kind": "StatefulSet"}),
		"cluster": {"workloads": [_workload("StatefulSet", "db", "state of its own")]},
	}
}

_sweep := {
	"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement",
	"metadata": {"name": "shop"},
	"spec": {"resourceSelectors": [{"group": "", "version": "v1", "kind": "Namespace", "name": "prod"}]},
}

_claim(namespace, name) := {"namespace": namespace, "name": name, "accessModes": ["ReadWriteMany"]}

test_namespace_that_brings_a_stateful_workload if {
	_told == {{
		"path": "spec.resourceSelectors[0]",
		"message": concat(" ", [
			"ClusterResourcePlacement shop selects everything in Namespace prod, and with it one StatefulSet,",
			"which holds state of its own, for KubeFleet to place in several clusters.",
		]),
		"why": _two_copies,
	}} with input as {"object": _sweep, "cluster": {
		"workloads": [_workload("StatefulSet", "db", "state of its own")],
		"claims": [_claim("prod", "data-db-0")],
	}}
}

test_namespace_that_brings_claims if {
	_told == {{
		"path": "spec.resourceSelectors[0]",
		"message": concat(" ", [
			"ClusterResourcePlacement shop selects everything in Namespace prod, and with it one PersistentVolumeClaim,",
			"which holds a volume's data, for KubeFleet to place in several clusters.",
		]),
		"why": _two_copies,
		"action": "warn",
	}} with input as {"object": _sweep, "cluster": {"claims": [_claim("prod", "pages"), _claim("test", "pages")]}}
}

test_namespace_alone_brings_no_claims if {
	selector := {"group": "", "version": "v1", "kind": "Namespace", "name": "prod", "selectionScope": "NamespaceOnly"}
	rule.violations == set() with input as {
		"object": object.union(_sweep, {"spec": {"resourceSelectors": [selector]}}),
		"cluster": {"claims": [_claim("prod", "pages")]},
	}
}

_liqo := object.filter(data.fleet.catalogue.systems.liqo.stateful, ["why", "fix"])

test_namespace_is_offloaded_with_its_stateful_workloads if {
	_told == {object.union(_liqo, {
		"path": "metadata.namespace",
		"message": concat(" ", [
			"NamespaceOffloading prod/offloading hands the pods of its namespace to Liqo,",
			"where StatefulSet prod/db holds state of its own, as does 1 more.",
		]),
		"action": "warn",
	})} with input as {
		"object": {
			"apiVersion": "offloading.liqo.io/v1beta1", "kind": "NamespaceOffloading",
			"metadata": {"name": "offloading", "namespace": "prod"}, "spec": {},
		},
		"namespace": "prod",
		"cluster": {"workloads": [
			_workload("StatefulSet", "db", "state of its own"),
			_workload("StatefulSet", "queue", "state of its own"),
			_workload("Deployment", "web", ""),
			object.union(_workload("StatefulSet", "a", "state of its own"), {"namespace": "other"}),
			object.union(_workload("StatefulSet", "b", "state of its own"), {"apartFrom": ["liqo"]}),
		]},
	}
}

_offered := {"metadata": {"name": "prod", "labels": {"liqo.io/scheduling-enabled": "true"}}}

_own(spec) := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {"name": "db", "namespace": "prod"},
	"spec": object.union({"template": {"spec": {}}}, spec),
}

test_stateful_set_in_an_offloaded_namespace if {
	every spec in [{}, {"volumeClaimTemplates": []}, {"volumeClaimTemplates": [
		{"spec": {"storageClassName": "liqo"}},
		{"spec": {"storageClassName": "fast"}},
	]}] {
		_told == {object.union(_liqo, {
			"path": "metadata.namespace",
			"message": concat(" ", [
				"StatefulSet prod/db holds state of its own and can land on virtual nodes of Liqo",
				"(label liqo.io/scheduling-enabled on its namespace).",
			]),
			"action": "warn",
		})} with input as {"object": _own(spec), "namespaceObject": _offered}
	}
}

test_stateful_set_that_is_meant_to_stretch_or_keeps_off_virtual_nodes if {
	every spec in [
		{"volumeClaimTemplates": [{"spec": {"storageClassName": "liqo"}}]},
		{"template": {"spec": {"nodeSelector": {"type": "machine"}}}},
	] {
		rule.violations == set() with input as {"object": _own(spec), "namespaceObject": _offered}
	}
}

test_claim_in_an_offloaded_namespace_makes_no_pods if {
	claim := {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "pages", "namespace": "prod"}}
	rule.violations == set() with input as {"object": claim, "namespaceObject": _offered}
}

_identities := {object.filter(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

test_violation_is_known_again_by_what_is_placed_and_where if {
	subject := ["apps/StatefulSet", "prod", "db"]
	key := {"subject": subject, "system": "karmada", "check": "copy"}
	_identities == {{"key": key, "clusters": true}} with input as {"object": _stateful_set}
	selector := {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db"}
	_identities == {{
		"key": {"system": "karmada", "check": "selects"}, "clusters": true,
		"reach": {["apps/StatefulSet", "prod", "db", history.any]},
	}} with input as {"object": _policy(selector)}
}

test_violation_by_what_comes_along_is_known_again_by_these_workloads if {
	workload := {"type": "apps/Deployment", "namespace": "prod", "name": "web", "holds": "a volume", "labels": {}, "provider": "", "placedBy": ""}
	_identities == {{
		"key": {"system": "karmada", "check": "brings"}, "clusters": true,
		"reach": {["apps/Deployment", "prod", "web", history.any]},
	}} with input as {"object": _policy({"apiVersion": "apps/v1", "kind": "Deployment"}), "cluster": {"workloads": [workload]}}
}

_wrapper(manifests) := {
	"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork",
	"metadata": {"name": "shop", "namespace": "hub"},
	"spec": {"workload": {"manifests": manifests}},
}

test_placement_that_another_object_carries if {
	policy := _policy({"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db"})
	violations := rule.violations with input as {"object": _wrapper([policy])}
	{violation.path | some violation in violations} == {"spec.workload.manifests[0].spec.resourceSelectors[1]"}
	some violation in violations
	startswith(violation.message, concat(" ", [
		"ManifestWork hub/shop carries PropagationPolicy prod/all, which selects StatefulSet db,",
		"which holds state of its own, for Karmada to place",
	]))
	violation.reach == {
		["apps/StatefulSet", "prod", "db", history.any],
		[["policy.karmada.io/PropagationPolicy", "prod", "all"]],
	}
}

test_nothing_is_known_of_the_cluster_into_which_a_carried_placement_looks if {
	placement := {
		"apiVersion": "placement.kubernetes-fleet.io/v1", "kind": "ClusterResourcePlacement", "metadata": {"name": "shop"},
		"spec": {"resourceSelectors": [{"group": "", "version": "v1", "kind": "Namespace", "name": "prod"}]},
	}
	cluster := {
		"workloads": [{"type": "apps/StatefulSet", "namespace": "prod", "name": "db", "holds": "state of its own", "placedBy": "", "provider": ""}],
		"claims": [{"namespace": "prod", "name": "data", "accessModes": []}],
	}
	count(rule.violations) > 0 with input as {"object": placement, "cluster": cluster}
	rule.violations == set() with input as {"object": _wrapper([placement]), "cluster": cluster}
}

test_list_of_stateful_sets_in_a_carrier if {
	sets := {"apiVersion": "apps/v1", "kind": "StatefulSetList", "items": [{"metadata": {"name": "db", "namespace": "prod"}}]}
	[violation] := [found | some found in rule.violations] with input as {"object": _wrapper([sets])}
	violation.path == "spec.workload.manifests[0].items[0]"
}

test_what_lies_too_deep_to_judge_is_no_way_around_the_rule if {
	deep := _wrapper([_wrapper([_wrapper([_wrapper([_wrapper([{}, {}])])])])])
	_told == {object.union(size_limits.words, {
		"path": "spec",
		"message": "ManifestWork hub/shop carries objects too deep to judge: inside more than four others.",
	})} with input as {"object": deep}
}

test_objects_are_named_by_so_many_selectors if {
	selectors := [{"apiVersion": "v1", "kind": "ConfigMap", "name": format_int(index, 10)} | some index in numbers.range(1, 251)]
	policy := {
		"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "shop", "namespace": "prod"},
		"spec": {"resourceSelectors": selectors},
	}
	_told == {object.union(size_limits.words, {
		"path": "spec",
		"message": "PropagationPolicy prod/shop names objects by too many selectors to judge: 251.",
	})} with input as {"object": policy}
	shorter := json.remove(policy, ["spec/resourceSelectors/0"])
	_told == set() with input as {"object": shorter}
}

test_a_carried_placement_tells_of_its_own_clusters if {
	policy := {
		"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "shop", "namespace": "prod"},
		"spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "StatefulSet"}]},
	}
	{violation.message | some violation in rule.violations} == {concat(" ", [
		"ManifestWork eu-1/shop carries PropagationPolicy prod/shop, which selects every StatefulSet,",
		"which holds state of its own, for Karmada to place.",
	])} with input as {"object": {
		"apiVersion": "work.open-cluster-management.io/v1", "kind": "ManifestWork", "metadata": {"name": "shop", "namespace": "eu-1"},
		"spec": {"workload": {"manifests": [policy]}},
	}}
}

test_carried_objects_that_are_too_many_are_no_way_around_the_rule if {
	manifests := [{"apiVersion": "v1", "kind": "ConfigMap"} | some _ in numbers.range(1, 1001)]
	{violation.message | some violation in rule.violations} == {
		"ManifestWork hub/shop carries too many objects to judge: 1001.",
	} with input as {"object": _wrapper(manifests)}
}
