package fleet.virtual_nodes.features_test

import data.fleet.virtual_nodes.features

_uses(feature, spec) := _of_one(feature, _deployment(spec))

_of_one(feature, manifest) := features.uses(feature, workload) if [workload] := features.workloads(manifest)

_deployment(spec) := {
	"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": {"spec": spec}},
}

_use(path, says, value) := {"path": concat("", ["spec.template.spec.", path]), "says": says, "value": value}

_container(container) := {"containers": [object.union({"name": "app"}, container)]}

_init_container(container) := {"initContainers": [object.union({"name": "setup"}, container)]}

_volume(volume) := {"volumes": [object.union({"name": "data"}, volume)]}

_used(feature, spec) if count(_uses(feature, spec)) > 0

test_path_of_a_pod_starts_at_its_spec if {
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"hostPID": true}}
	_of_one("host-pid", pod) == [{"path": "spec.hostPID", "says": "", "value": ""}]
}

test_what_makes_no_pods_is_no_workload if features.workloads({"apiVersion": "v1", "kind": "Service", "spec": {}}) == []

test_daemon_set if {
	daemon_set := {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": {"spec": {}}}}
	_of_one("daemon-set", daemon_set) == [{"path": "kind", "says": "", "value": ""}]
	not _used("daemon-set", {})
}

test_namespaces_of_the_host if {
	_uses("host-network", {"hostNetwork": true}) == [_use("hostNetwork", "", "")]
	_uses("host-pid", {"hostPID": true}) == [_use("hostPID", "", "")]
	_uses("host-ipc", {"hostIPC": true}) == [_use("hostIPC", "", "")]
	every feature, field in {"host-network": "hostNetwork", "host-pid": "hostPID", "host-ipc": "hostIPC"} {
		not _used(feature, {field: false})
		not _used(feature, {})
	}
}

test_host_aliases if {
	_uses("host-aliases", {"hostAliases": [{"ip": "10.0.0.1"}]}) == [_use("hostAliases", "", "")]
	not _used("host-aliases", {"hostAliases": []})
	not _used("host-aliases", {})
}

test_service_account_that_is_not_everybodys if {
	_uses("service-account", {"serviceAccountName": "web"}) == [_use("serviceAccountName", "", "")]
	not _used("service-account", {"serviceAccountName": "default"})
	not _used("service-account", {"serviceAccountName": ""})
	not _used("service-account", {})
}

_requires(key, operator, values) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {
	"nodeSelectorTerms": [{"matchExpressions": [{"key": key, "operator": operator, "values": values}]}],
}}}}

test_operating_system if {
	_uses("windows", {"os": {"name": "windows"}}) == [_use("os.name", "", "")]
	_uses("windows", {"nodeSelector": {"kubernetes.io/os": "windows"}}) == [_use("nodeSelector[kubernetes.io/os]", "", "")]
	_uses("windows", _requires("kubernetes.io/os", "In", ["windows"])) == [_use("affinity.nodeAffinity", "", "")]
	_uses("windows", {"os": {"name": "windows"}, "nodeSelector": {"kubernetes.io/os": "windows"}}) == [_use("os.name", "", "")]
	not _used("windows", {"os": {"name": "linux"}})
	not _used("windows", {"nodeSelector": {"kubernetes.io/os": "linux"}})
	not _used("windows", {"nodeSelector": {"image": "windows"}})
	not _used("windows", {})
}

test_processor if {
	_uses("arm", {"nodeSelector": {"kubernetes.io/arch": "arm"}}) == [_use("nodeSelector[kubernetes.io/arch]", "", "")]
	_uses("arm", _requires("kubernetes.io/arch", "In", ["arm64", "arm"])) == [_use("affinity.nodeAffinity", "", "")]
	selected := object.union({"nodeSelector": {"kubernetes.io/arch": "arm64"}}, _requires("kubernetes.io/arch", "In", ["arm64"]))
	_uses("arm", selected) == [_use("nodeSelector[kubernetes.io/arch]", "", "")]
	not _used("arm", _requires("kubernetes.io/arch", "In", ["arm64", "amd64"]))
	not _used("arm", _requires("kubernetes.io/arch", "NotIn", ["arm64"]))
	not _used("arm", _requires("arch", "In", ["arm64"]))
	not _used("arm", {})
}

test_volumes if {
	_uses("host-path", _volume({"hostPath": {"path": "/"}})) == [_use("volumes[0].hostPath", "volume data", "")]
	_uses("claim", _volume({"persistentVolumeClaim": {"claimName": "data"}})) == [_use(
		"volumes[0].persistentVolumeClaim",
		"volume data", "",
	)]
	_uses("csi-volume", _volume({"csi": {"driver": "disk.example.com"}})) == [_use(
		"volumes[0].csi",
		"volume data", "disk.example.com",
	)]
	every feature in ["host-path", "claim", "claim-template", "csi-volume", "downward-api-volume"] {
		not _used(feature, _volume({"emptyDir": {}}))
	}
}

_from_claim(claim) := _volume({"ephemeral": {"volumeClaimTemplate": {"spec": claim}}})

test_volumes_from_claim_templates_of_the_pod if {
	path := "volumes[0].ephemeral"
	_uses("claim-template", _from_claim({"storageClassName": "gp3"})) == [_use(path, "volume data", "dynamic")]
	_uses("claim-template", _from_claim({"volumeName": ""})) == [_use(path, "volume data", "dynamic")]
	_uses("claim-template", _from_claim({"volumeName": "disk"})) == [_use(path, "volume data", "static")]
	_uses("claim-template", _from_claim({"selector": {}})) == [_use(path, "volume data", "static")]
	_uses("claim-template", _from_claim({"storageClassName": ""})) == [_use(path, "volume data", "static")]
}

test_volumes_from_claim_templates_of_the_workload if {
	stateful_set := {"apiVersion": "apps/v1", "kind": "StatefulSet", "spec": {
		"template": {"spec": {}},
		"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {}}],
	}}
	_of_one("claim-template", stateful_set) == [{
		"path": "spec.volumeClaimTemplates[0]", "says": "claim template data", "value": "dynamic",
	}]
}

test_fields_in_volumes if {
	items := [
		{"path": "name", "fieldRef": {"fieldPath": "metadata.name"}},
		{"path": "cpu", "resourceFieldRef": {"resource": "limits.cpu"}},
	]
	_uses("downward-api-volume", _volume({"downwardAPI": {"items": items}})) == [
		_use("volumes[0].downwardAPI.items[0]", "volume data", "metadata.name"),
		_use("volumes[0].downwardAPI.items[1]", "volume data", "limits.cpu"),
	]
	_uses("downward-api-volume", _volume({"projected": {"sources": [{"secret": {}}, {"downwardAPI": {"items": items}}]}})) == [
		_use("volumes[0].projected.sources[1].downwardAPI.items[0]", "volume data", "metadata.name"),
		_use("volumes[0].projected.sources[1].downwardAPI.items[1]", "volume data", "limits.cpu"),
	]
}

test_fields_in_the_environment if {
	environment := {"env": [
		{"name": "MODE", "value": "fast"},
		{"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}},
		{"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
		{"name": "CPU", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}},
	]}
	_uses("downward-api-env", _container(environment)) == [
		_use("containers[0].env[2]", "container app", "metadata.name"),
		_use("containers[0].env[3]", "container app", "limits.cpu"),
	]
}

test_privileged_containers if {
	privileged := {"securityContext": {"privileged": true}}
	_uses("privileged", _container(privileged)) == [_use("containers[0].securityContext.privileged", "container app", "")]
	_uses("privileged", _init_container(privileged)) == [_use(
		"initContainers[0].securityContext.privileged",
		"container setup", "",
	)]
	not _used("privileged", _container({"securityContext": {"privileged": false}}))
}

test_ports if {
	ports := {"ports": [{"containerPort": 80}, {"containerPort": 81, "hostPort": 0}, {"containerPort": 82, "hostPort": 8082}]}
	_uses("host-port", _container(ports)) == [_use("containers[0].ports[2].hostPort", "container app", "")]
	_uses("container-port", _container({"ports": [{"containerPort": 80}]})) == [_use(
		"containers[0].ports[0].containerPort",
		"container app", "80",
	)]
}

test_graphics_processors if {
	limits := {"limits": {"nvidia.com/gpu": 1, "cpu": 1}}
	_uses("gpu", _container({"resources": limits})) == [_use("containers[0].resources.limits[nvidia.com/gpu]", "container app", "")]
	requests := {"requests": {"nvidia.com/mig-1g.5gb": "2"}}
	_uses("gpu", _container({"resources": requests})) == [_use(
		"containers[0].resources.requests[nvidia.com/mig-1g.5gb]",
		"container app", "",
	)]
	not _used("gpu", _container({"resources": {"limits": {"amd.com/gpu": 0}, "requests": {"amd.com/gpu": "0"}}}))
}

test_arguments_without_a_command if {
	_uses("args-without-command", _container({"args": ["serve"]})) == [_use("containers[0].args", "container app", "")]
	_used("args-without-command", _container({"args": ["serve"], "command": []}))
	not _used("args-without-command", _container({"args": ["serve"], "command": ["web"]}))
	not _used("args-without-command", _container({"args": []}))
	not _used("args-without-command", _container({}))
}

test_probes_and_hooks_of_what_runs_on if {
	probe := {"httpGet": {"port": 80}, "periodSeconds": 10}
	container := {
		"startupProbe": probe, "livenessProbe": {"grpc": {"port": 80}}, "readinessProbe": probe,
		"lifecycle": {"preStop": {"exec": {"command": ["sync"]}}, "stopSignal": "SIGINT"},
	}
	_uses("startup-probe", _container(container)) == [_use("containers[0].startupProbe", "container app", "")]
	_uses("health-probe", _container(container)) == [
		_use("containers[0].livenessProbe", "container app", "grpc"),
		_use("containers[0].readinessProbe", "container app", "httpGet"),
	]
	_uses("lifecycle-hook", _container(container)) == [_use("containers[0].lifecycle.preStop", "container app", "")]
	_used("lifecycle-hook", _container({"lifecycle": {"postStart": {"exec": {}}}}))
	every feature in ["startup-probe", "health-probe", "lifecycle-hook"] {
		not _used(feature, _init_container(container))
	}
	every handler in ["exec", "tcpSocket"] {
		_used("health-probe", _container({"livenessProbe": {handler: {"port": 80}}}))
	}
}

test_init_containers_and_what_of_a_full_container_they_have if {
	_uses("init-container", _init_container({"resources": {}})) == [_use("initContainers[0]", "container setup", "")]
	full := {field: {"given": true} |
		some field in ["startupProbe", "resources", "readinessProbe", "ports", "livenessProbe", "lifecycle", "env"]
	}
	_uses("init-container", _init_container(full)) == [_use(
		"initContainers[0]", "container setup",
		"with lifecycle, livenessProbe, ports, readinessProbe, resources, startupProbe",
	)]
	not _used("init-container", _container({}))
}

test_every_feature_of_which_a_system_speaks_has_a_title if {
	every system in data.fleet.systems {
		every capability in object.get(system, "capabilities", []) {
			data.fleet.virtual_nodes.features.titles[capability.feature]
		}
	}
}
