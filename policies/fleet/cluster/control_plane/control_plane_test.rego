package fleet.cluster.control_plane_test

import data.fleet.cluster.control_plane

_titles(manifest) := {part.title | some part in control_plane.parts(manifest)}

_workload(kind, metadata, container) := {
	"apiVersion": "apps/v1", "kind": kind, "metadata": metadata,
	"spec": {"template": {"spec": {"containers": [container]}}},
}

_deployment(metadata, container) := _workload("Deployment", metadata, container)

_etcd(metadata) := _workload("StatefulSet", metadata, {"command": ["/usr/local/bin/etcd", "--name=etcd0"]})

test_whole_part_of_a_workload if {
	manifest := {
		"apiVersion": "apps/v1", "kind": "StatefulSet",
		"metadata": {"name": "etcd", "namespace": "karmada-system"},
		"spec": {
			"replicas": 3,
			"template": {
				"metadata": {"labels": {"app": "etcd"}},
				"spec": {
					"containers": [{"name": "sidecar"}, {"command": ["/usr/local/bin/etcd"]}],
					"volumes": [{"name": "etcd-config", "emptyDir": {}}, {"name": "etcd-data", "hostPath": {}}],
				},
			},
		},
	}
	control_plane.parts(manifest) == [{
		"title": "etcd of Karmada", "safe": 3, "replicas": 3, "is_spread": false, "has_budget": false,
		"volumes": [
			{"type": "hostPath", "path": "spec.template.spec.volumes[1]"},
			{"type": "name", "path": "spec.template.spec.volumes[1]"},
		],
		"paths": {"replicas": "spec.replicas", "spread": "spec.template.spec", "budget": "spec.template.metadata.labels"},
		"labels": {"app": "etcd"},
	}]
}

test_replicas_that_nobody_set_are_one if {
	[part] := control_plane.parts(_deployment({"name": "kubefed-controller-manager"}, {}))
	part.replicas == 1
	part.labels == {}
}

test_program_says_what_it_is_whatever_the_release_is_called if {
	_titles(_deployment({"name": "fleet-scheduler"}, {"command": ["/bin/karmada-scheduler", "--v=4"]})) == {"scheduler of Karmada"}
	_titles(_deployment({"name": "fleet-scheduler"}, {"args": ["/bin/karmada-scheduler"]})) == {"scheduler of Karmada"}
}

test_program_of_others_is_karmadas_by_namespace_name_label_or_environment if {
	every metadata in [
		{"name": "etcd", "namespace": "karmada-system"},
		{"name": "demo-karmada-etcd", "labels": {"app.kubernetes.io/managed-by": "karmada-operator"}},
		{"name": "etcd", "labels": {"karmada.io/bootstrapping": "app-defaults"}},
	] {
		_titles(_etcd(metadata)) == {"etcd of Karmada"}
	}
	container := {"command": ["/usr/local/bin/etcd"], "env": [{"name": "POD_IP"}, {"name": "KARMADA_ETCD_NAME"}]}
	_titles(_workload("StatefulSet", {"name": "etcd", "namespace": "fleet"}, container)) == {"etcd of Karmada"}
	api_server := {"command": ["kube-apiserver"]}
	_titles(_deployment({"name": "karmada-apiserver", "namespace": "fleet"}, api_server)) == {"API server of Karmada"}
}

test_program_of_others_elsewhere_is_no_part if {
	_titles(_etcd({"name": "etcd", "namespace": "kube-system", "labels": {"app": "etcd"}})) == set()
	_titles(_etcd({"name": "etcd", "labels": {"app.kubernetes.io/managed-by": "Helm"}})) == set()
	_titles(_deployment({"name": "tenant-apiserver", "namespace": "tenants"}, {"command": ["kube-apiserver"]})) == set()
}

test_kind_counts if {
	container := {"command": ["/bin/karmada-scheduler"]}
	_titles(_workload("ReplicaSet", {"name": "karmada-scheduler-6d9cf8b5d4"}, container)) == set()
	_titles({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kubefed-controller-manager"}}) == set()
}

test_parts_of_other_federations if {
	_titles(_deployment({"name": "kubefed-admission-webhook"}, {"command": ["/hyperfed/webhook"]})) == {"webhook of KubeFed"}
	labelled := {"name": "kubefed-admission-webhook", "labels": {"app.kubernetes.io/name": "kubefed"}}
	_titles(_deployment(labelled, {})) == {"webhook of KubeFed"}
	hub := {"name": "cluster-manager-registration-webhook", "namespace": "open-cluster-management-hub"}
	_titles(_deployment(hub, {"args": ["/registration", "webhook-server"]})) == {"registration part of Open Cluster Management"}
	agent := {"name": "kubefleet", "namespace": "fleet-system", "labels": {"app.kubernetes.io/name": "hub-agent"}}
	[part] := control_plane.parts(_deployment(agent, {"args": ["--leader-elect=true"]}))
	part.title == "hub agent of KubeFleet"
	part.fix == data.fleet.catalogue.systems.kubefleet.control_plane.fix
}

_is_spread(spec) if {
	manifest := {
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "kubefed-controller-manager"},
		"spec": {"template": {"spec": spec}},
	}
	[part] := control_plane.parts(manifest)
	part.is_spread
}

test_what_keeps_replicas_apart if {
	term := {"topologyKey": "kubernetes.io/hostname"}
	_is_spread({"topologySpreadConstraints": [term]})
	_is_spread({"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}})
	_is_spread({"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"podAffinityTerm": term}]}}})
	not _is_spread({"topologySpreadConstraints": [], "affinity": {"podAntiAffinity": {}}})
	not _is_spread({"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": []}}})
	not _is_spread({"affinity": {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}})
}

_karmada(spec) := {
	"apiVersion": "operator.karmada.io/v1alpha1", "kind": "Karmada",
	"metadata": {"name": "demo", "namespace": "fleet"},
	"spec": spec,
}

_part(spec, title) := part if {
	some part in control_plane.parts(_karmada(spec))
	part.title == title
}

test_operator_told_nothing_runs_all_but_what_is_optional if {
	{part.title: part.replicas | some part in control_plane.parts(_karmada({}))} == {
		"etcd of Karmada": 1, "API server of Karmada": 1, "aggregated API server of Karmada": 1,
		"Kubernetes controllers of Karmada": 1, "controllers of Karmada": 1, "scheduler of Karmada": 1,
		"webhook of Karmada": 1, "metrics API server of Karmada": 2,
	}
}

test_whole_part_that_an_operator_is_told_to_run if {
	spec := {"components": {"karmadaSearch": {
		"replicas": 3,
		"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{}]}},
		"podDisruptionBudgetConfig": {"minAvailable": 2},
	}}}
	_part(spec, "search API server of Karmada") == {
		"title": "search API server of Karmada", "safe": 2, "replicas": 3, "is_spread": true, "has_budget": true,
		"volumes": [],
		"paths": {
			"replicas": "spec.components.karmadaSearch.replicas",
			"spread": "spec.components.karmadaSearch.affinity",
			"budget": "spec.components.karmadaSearch.podDisruptionBudgetConfig",
		},
		"labels": {"app.kubernetes.io/name": "karmada-search", "app.kubernetes.io/instance": "demo"},
	}
}

test_etcd_of_the_operator_lies_where_it_is_told if {
	path := "spec.components.etcd.local.volumeData"
	_part({}, "etcd of Karmada").volumes == [{"type": "emptyDir", "path": path}]
	every type in ["hostPath", "volumeClaim"] {
		spec := {"components": {"etcd": {"local": {"volumeData": {type: {}}}}}}
		_part(spec, "etcd of Karmada").volumes == [{"type": type, "path": path}]
	}
}

test_etcd_of_others_is_no_part if {
	external := {"endpoints": ["https://etcd:2379"]}
	not _part({"components": {"etcd": {"external": external}}}, "etcd of Karmada")
	not _part({"components": {"etcd": {"external": external, "local": {"replicas": 1}}}}, "etcd of Karmada")
}

test_pods_on_another_host_are_not_known_here if {
	spec := {"hostCluster": {"secretRef": {"name": "host"}}}
	not _part(spec, "scheduler of Karmada").labels
	_part({"hostCluster": {"networking": {}}}, "scheduler of Karmada").labels
}

test_karmada_of_another_group if {
	_titles({"apiVersion": "example.com/v1", "kind": "Karmada", "metadata": {"name": "demo"}, "spec": {}}) == set()
}
