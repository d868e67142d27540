package fleet.stateful_test

import data.fleet.stateful

_deployment(volume) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "wiki", "namespace": "prod"},
	"spec": {"template": {"spec": {"volumes": [volume]}}},
}

_pages := {"name": "pages", "persistentVolumeClaim": {"claimName": "pages"}}

_cluster(modes) := {"claims": [{"namespace": "prod", "name": "pages", "accessModes": modes}]}

_one_writer := "storage that one node at a time can write (volume pages)"

test_kinds_are_told_apart_by_group if {
	stateful.holds({"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster"}) == "PostgreSQL data"
	not stateful.holds({"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Cluster"})
}

test_kind_that_may_claim_storage_of_its_own if {
	stateful.holds({
		"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet",
		"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}}]},
	}) == "storage of its own (volumeClaimTemplates)"
	not stateful.holds({"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "spec": {}})
}

test_claim_that_one_node_can_write if {
	stateful.holds(_deployment(_pages)) == _one_writer with input.cluster as _cluster(["ReadWriteOnce"])
}

test_claim_of_the_reviews_namespace_where_the_object_names_none if {
	manifest := json.remove(_deployment(_pages), ["/metadata/namespace"])
	stateful.holds(manifest) == _one_writer with input as {"namespace": "prod", "cluster": _cluster(["ReadWriteOncePod"])}
}

test_claim_that_many_can_write_or_that_is_unknown if {
	not stateful.holds(_deployment(_pages)) with input.cluster as _cluster(["ReadWriteMany"])
	not stateful.holds(_deployment(_pages)) with input.cluster as {}
}

test_claim_of_another_name_or_namespace if {
	every difference in [{"name": "other"}, {"namespace": "test"}] {
		claim := object.union({"namespace": "prod", "name": "pages", "accessModes": ["ReadWriteOnce"]}, difference)
		not stateful.holds(_deployment(_pages)) with input.cluster as {"claims": [claim]}
	}
}

_ephemeral(mode) := {"name": "pages", "ephemeral": {"volumeClaimTemplate": {"spec": {"accessModes": [mode]}}}}

test_ephemeral_volume_is_no_state if {
	every mode in ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"] {
		not stateful.holds(_deployment(_ephemeral(mode)))
	}
}

_united(template) := {
	"apiVersion": "apps.kruise.io/v1alpha1", "kind": "UnitedDeployment",
	"metadata": {"name": "db"}, "spec": {"template": template},
}

test_workload_that_is_made_of_stateful_ones if {
	stateful.holds(_united({"statefulSetTemplate": {"spec": {"serviceName": "db"}}})) == "StatefulSets"
	claims := {"cloneSetTemplate": {"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}}]}}}
	stateful.holds(_united(claims)) == "storage of its own (volumeClaimTemplates)"
}

test_workload_that_is_made_of_stateless_ones if {
	not stateful.holds(_united({"deploymentTemplate": {"spec": {"replicas": 2}}}))
	not stateful.holds(_united({"cloneSetTemplate": {"spec": {"replicas": 2}}}))
}

_prometheus(storage) := {
	"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus",
	"metadata": {"name": "k8s"}, "spec": {"storage": storage},
}

test_operator_that_keeps_data_where_it_is_told_to if {
	stateful.holds(_prometheus({"volumeClaimTemplate": {"spec": {"storageClassName": "fast"}}})) == "metrics"
	every storage in [{}, {"emptyDir": {"sizeLimit": "5Gi"}}, {"ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": "fast"}}}}] {
		not stateful.holds(_prometheus(storage))
	}
}

_virtual_machine(volume) := {
	"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine",
	"metadata": {"name": "shop"}, "spec": {"template": {"spec": {"volumes": [volume]}}},
}

test_virtual_machine_with_a_disk if {
	every volume in [{"dataVolume": {"name": "root"}}, {"persistentVolumeClaim": {"claimName": "root"}}] {
		stateful.holds(_virtual_machine(volume)) == "virtual disks"
	}
	not stateful.holds(_virtual_machine({"containerDisk": {"image": "fedora"}}))
}

test_what_holds_data_is_not_among_what_holds_none if {
	object.keys(data.fleet.catalogue.stateful.kinds) & object.keys(data.fleet.catalogue.stateful.without_data) == set()
}
