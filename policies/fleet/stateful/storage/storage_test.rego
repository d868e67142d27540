package fleet.stateful.storage_test

import data.fleet.stateful.storage

_asked(manifest) := storage.asked([manifest])[0]

_cache(spec) := {"apiVersion": "cache.example.org/v1", "kind": "Cache", "metadata": {"name": "pages"}, "spec": spec}

test_fields_that_ask_for_storage if {
	every field, spec in {
		"spec.volumeClaimTemplates": {"volumeClaimTemplates": [{"metadata": {"name": "data"}}]},
		"spec.nodes[1].volumeClaimTemplate": {"nodes": [{}, {"volumeClaimTemplate": {"spec": {"accessModes": ["ReadWriteOnce"]}}}]},
		"spec.storage.storageClassName": {"storage": {"storageClassName": "fast"}},
		"spec.dataVolumeCapacity": {"dataVolumeCapacity": "10Gi"},
		"spec.storage.size": {"storage": {"class": "fast", "size": "1.5Ti"}},
		"spec.pvc.capacity": {"pvc": {"capacity": "500M"}},
		"spec.disk.resources.requests.storage": {"disk": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}},
		"spec.persistence.enabled": {"persistence": {"enabled": true}},
		"spec.persistenceEnabled": {"persistenceEnabled": true},
	} {
		_asked(_cache(spec)) == field
	}
}

test_first_field_by_name if {
	_asked(_cache({"storage": {"size": "1Gi", "storageClassName": "fast"}})) == "spec.storage.size"
}

test_fields_that_ask_for_none if {
	every spec in [
		{"replicas": 3, "memory": {"size": "10Gi"}, "resources": {"requests": {"memory": "1Gi", "ephemeral-storage": "1Gi"}}},
		{"storage": {"emptyDir": {"size": "1Gi"}}, "volumeClaimTemplates": []},
		{"template": {"spec": {"volumes": [{"ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": "fast"}}}}]}}},
		{"template": {"spec": {"volumes": [{"persistentVolumeClaim": {"claimName": "pages"}}]}}},
		{"persistence": {"enabled": false, "size": "8Gi", "storageClassName": "fast", "volume": {"size": "1Gi"}}},
		{"storage": {"size": 10}, "storageClass": "STANDARD", "volume": {"size": "large"}},
		{"persistence": {"enabled": "yes"}},
	] {
		not _asked(_cache(spec))
	}
}

_of(api_version, kind) := {
	"apiVersion": api_version, "kind": kind,
	"metadata": {"name": "pages"}, "spec": {"storageClassName": "fast"},
}

test_kinds_that_are_known_or_describe_storage_for_others if {
	_asked(_of("example.org/v1", "Database")) == "spec.storageClassName"
	every type in [
		["v1", "PersistentVolumeClaim"], ["apps/v1", "StatefulSet"], ["storage.k8s.io/v1", "VolumeAttachment"],
		["cluster.x-k8s.io/v1beta2", "Cluster"], ["postgresql.cnpg.io/v1", "Cluster"], ["kafka.strimzi.io/v1", "KafkaConnect"],
		["apps.kruise.io/v1alpha1", "CloneSet"], ["monitoring.coreos.com/v1", "Prometheus"], ["argoproj.io/v1alpha1", "Rollout"],
		["policy.karmada.io/v1alpha1", "OverridePolicy"], ["example.org/v1", "DatabaseClass"], ["example.org/v1", "StorageQuota"],
		["example.org/v1", "DatabaseBackup"], ["example.org/v1", "NodeCSI"], ["scheduling.x-k8s.io/v1alpha1", "PodGroup"],
		["work.karmada.io/v1alpha2", "ResourceBinding"],
	] {
		not _asked(_of(type[0], type[1]))
	}
}

test_manifest_without_a_spec_or_with_one_that_is_too_long if {
	not _asked({"apiVersion": "example.org/v1", "kind": "Database", "metadata": {"name": "pages"}})
	items := [{"name": "a label of some length"} | some _ in numbers.range(1, 800)]
	not _asked(_cache({"storageClassName": "fast", "items": items}))
}

test_several_manifests_are_told_apart_by_their_index if {
	manifests := [_cache({"replicas": 1}), _cache({"storageClassName": "fast"}), _of("apps/v1", "StatefulSet"), _cache({"pvcSize": "1Gi"})]
	storage.asked(manifests) == {1: "spec.storageClassName", 3: "spec.pvcSize"}
}
