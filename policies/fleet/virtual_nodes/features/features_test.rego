package fleet.virtual_nodes.features_test

import data.fleet.virtual_nodes.features

_of_one(feature, manifest) := features.uses(feature, workload) if [workload] := features.workloads(manifest)

test_paths_start_in_the_workload if {
	deployment := {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"hostPID": true}}}}
	_of_one("host-pid", deployment) == [{"path": "spec.template.spec.hostPID", "says": "", "value": ""}]
}

test_path_of_a_pod_starts_at_its_spec if {
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"hostPID": true}}
	_of_one("host-pid", pod) == [{"path": "spec.hostPID", "says": "", "value": ""}]
}

test_what_makes_no_pods_is_no_workload if features.workloads({"apiVersion": "v1", "kind": "Service", "spec": {}}) == []

test_volumes_and_containers_have_features_too if {
	spec := {"volumes": [{"name": "root", "hostPath": {"path": "/"}}], "containers": [{"name": "app", "startupProbe": {"exec": {}}}]}
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
	_of_one("host-path", pod) == [{"path": "spec.volumes[0].hostPath", "says": "volume root", "value": ""}]
	_of_one("startup-probe", pod) == [{
		"path": "spec.containers[0].startupProbe", "says": "container app", "value": "",
	}]
}

test_every_feature_of_which_a_system_speaks_has_a_title if {
	every system in data.fleet.catalogue.systems {
		every capability in object.get(system, "capabilities", []) {
			data.fleet.catalogue.features.titles[capability.feature]
		}
	}
}

test_long_text_is_too_much if {
	long := concat("", ["x" | some _ in numbers.range(1, 262144)])
	[workload] := features.workloads({"apiVersion": "v1", "kind": "Pod", "spec": {"hostname": long}})
	endswith(features.too_much(workload), " characters")
	[short] := features.workloads({"apiVersion": "v1", "kind": "Pod", "spec": {"hostname": substring(long, 0, 262100)}})
	not features.too_much(short)
}
