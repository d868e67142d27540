package fleet.rules.federation_control_plane_ha_test

import data.fleet.rules.federation_control_plane_ha as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_anti_affinity := {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "zone"}]}}

_scheduler(replicas, spec) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "karmada-scheduler", "namespace": "karmada-system"},
	"spec": {"replicas": replicas, "template": {
		"metadata": {"labels": {"app": "karmada-scheduler"}},
		"spec": object.union(spec, {"containers": [{"command": ["/bin/karmada-scheduler"]}]}),
	}},
}

_said(says) := concat("", ["Deployment karmada-system/karmada-scheduler runs the scheduler of Karmada ", says, "."])

_etcd(replicas, volumes) := {
	"apiVersion": "apps/v1", "kind": "StatefulSet",
	"metadata": {"name": "etcd", "namespace": "karmada-system"},
	"spec": {"replicas": replicas, "template": {"spec": {
		"affinity": _anti_affinity,
		"containers": [{"command": ["/usr/local/bin/etcd"]}],
		"volumes": volumes,
	}}},
}

_etcd_said(says) := concat("", ["StatefulSet karmada-system/etcd runs the etcd of Karmada ", says, "."])

test_part_that_runs_once_is_told_that_alone if {
	_told == {{
		"path": "spec.replicas",
		"message": _said("with 1 replica, and surviving the loss of one takes 2"),
		"fix": "run it 2 times, kept apart and with a PodDisruptionBudget",
	}} with input as {"object": _scheduler(1, {}), "namespace": "", "cluster": {"disruptionBudgets": []}}
}

test_two_are_enough_for_a_scheduler_and_not_for_etcd if {
	rule.violations == set() with input as {"object": _scheduler(2, {"affinity": _anti_affinity}), "namespace": ""}
	_told == {{
		"path": "spec.replicas",
		"message": _etcd_said("with 2 replicas, and surviving the loss of one takes 3"),
		"fix": "run it 3 times, kept apart and with a PodDisruptionBudget",
	}} with input as {"object": _etcd(2, [])}
	rule.violations == set() with input as {"object": _etcd(3, [])}
}

test_part_that_was_switched_off_is_no_single_point if {
	rule.violations == set() with input as {"object": _scheduler(0, {})}
}

test_replicas_that_nothing_keeps_apart if {
	_told == {{
		"path": "spec.template.spec",
		"message": _said("with replicas that may all land on one node, as no podAntiAffinity or spread constraint parts them"),
		"fix": "give it a podAntiAffinity, or topologySpreadConstraints, over nodes",
	}} with input as {"object": _scheduler(2, {})}
}

_budget(namespace, labels) := {"namespace": namespace, "name": "pdb", "selector": {"matchLabels": labels}}

_with_budgets(budgets) := {
	"object": _scheduler(2, {"affinity": _anti_affinity}),
	"namespace": "default",
	"cluster": {"disruptionBudgets": budgets},
}

test_part_without_a_budget if {
	every budgets in [
		[],
		[_budget("karmada-system", {"app": "karmada-webhook"}), _budget("prod", {"app": "karmada-scheduler"})],
	] {
		_told == {{
			"path": "spec.template.metadata.labels",
			"message": _said("without a PodDisruptionBudget in namespace karmada-system"),
			"fix": "add a PodDisruptionBudget that selects its pods",
		}} with input as _with_budgets(budgets)
	}
	rule.violations == set() with input as _with_budgets([_budget("karmada-system", {"app": "karmada-scheduler"})])
}

test_namespace_of_a_manifest_may_come_from_the_request if {
	metadata := {"name": "kubefed-controller-manager"}
	manifest := {
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata,
		"spec": {"replicas": 2, "template": {"metadata": {}, "spec": {"affinity": _anti_affinity}}},
	}
	review := {"object": manifest, "cluster": {"disruptionBudgets": []}}
	_told == {{
		"path": "spec.template.metadata.labels",
		"message": concat(" ", [
			"Deployment kubefed-controller-manager runs the controllers of KubeFed",
			"without a PodDisruptionBudget in namespace federation.",
		]),
		"fix": "add a PodDisruptionBudget that selects its pods",
	}} with input as object.union(review, {"namespace": "federation"})
	rule.violations == set() with input as object.union(review, {"namespace": ""})
}

test_data_of_etcd_that_goes_with_pod_or_node if {
	volumes := [{"name": "etcd-config", "emptyDir": {}}, {"name": "etcd-data", "hostPath": {"path": "/var/lib/etcd"}}]
	_told == {{
		"path": "spec.template.spec.volumes[1]",
		"message": _etcd_said("on a volume of type hostPath, whose data is lost with the node"),
		"fix": "keep its data on a claim for each replica",
	}} with input as {"object": _etcd(3, volumes)}
	_told == {{
		"path": "spec.template.spec.volumes[0]",
		"message": _etcd_said("on a volume of type emptyDir, whose data is lost with the pod"),
		"fix": "keep its data on a claim for each replica",
	}} with input as {"object": _etcd(3, [{"name": "etcd-data", "emptyDir": {}}])}
	rule.violations == set() with input as {"object": _etcd(3, [{"name": "etcd-data", "persistentVolumeClaim": {}}])}
}

test_federation_with_a_fix_of_its_own if {
	_told == {{
		"path": "spec.replicas",
		"message": concat(" ", [
			"Deployment fleet-system/hub-agent runs the hub agent of KubeFleet",
			"with 1 replica, and surviving the loss of one takes 2.",
		]),
		"fix": data.fleet.catalogue.systems.kubefleet.control_plane.fix,
	}} with input as {"object": {
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "hub-agent", "namespace": "fleet-system"},
		"spec": {"replicas": 1, "template": {"spec": {"containers": []}}},
	}}
}

_common := {"replicas": 3, "affinity": _anti_affinity, "podDisruptionBudgetConfig": {"minAvailable": 2}}

_components := object.union(
	{name: _common | some name in [
		"karmadaAPIServer", "karmadaAggregatedAPIServer", "kubeControllerManager",
		"karmadaControllerManager", "karmadaScheduler", "karmadaWebhook", "karmadaMetricsAdapter",
	]},
	{"etcd": {"local": object.union(_common, {"volumeData": {"volumeClaim": {}}})}},
)

_karmada(components) := {
	"apiVersion": "operator.karmada.io/v1alpha1", "kind": "Karmada",
	"metadata": {"name": "demo", "namespace": "fleet"},
	"spec": {"components": components},
}

test_operator_told_to_run_all_of_it_safely if {
	rule.violations == set() with input as {"object": _karmada(_components), "namespace": "fleet", "cluster": {"disruptionBudgets": []}}
}

test_operator_told_nothing_of_a_part if {
	_told == {{
		"path": "spec.components.karmadaWebhook.replicas",
		"message": "Karmada fleet/demo runs the webhook of Karmada with 1 replica, and surviving the loss of one takes 2.",
		"fix": "run it 2 times, kept apart and with a PodDisruptionBudget",
	}} with input as {"object": _karmada(object.remove(_components, ["karmadaWebhook"]))}
}

test_operator_told_to_run_a_part_without_a_budget if {
	review := {
		"object": _karmada(object.union(_components, {"karmadaWebhook": {"podDisruptionBudgetConfig": null}})),
		"namespace": "fleet",
		"cluster": {"disruptionBudgets": []},
	}
	_told == {{
		"path": "spec.components.karmadaWebhook.podDisruptionBudgetConfig",
		"message": "Karmada fleet/demo runs the webhook of Karmada without a PodDisruptionBudget in namespace fleet.",
		"fix": "add a PodDisruptionBudget that selects its pods",
	}} with input as review
	labels := {"app.kubernetes.io/name": "karmada-webhook", "app.kubernetes.io/instance": "demo"}
	rule.violations == set() with input as object.union(review, {"cluster": {"disruptionBudgets": [_budget("fleet", labels)]}})
}

test_operator_told_nothing_of_where_etcd_lies if {
	components := object.union(object.remove(_components, ["etcd"]), {"etcd": {"local": _common}})
	_told == {{
		"path": "spec.components.etcd.local.volumeData",
		"message": concat(" ", [
			"Karmada fleet/demo runs the etcd of Karmada",
			"on a volume of type emptyDir, whose data is lost with the pod.",
		]),
		"fix": "keep its data on a claim for each replica",
	}} with input as {"object": _karmada(components)}
}
