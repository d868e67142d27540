package fleet.virtual_nodes.features.containers_test

import data.fleet.virtual_nodes.features.containers

_uses(feature, spec) := containers.uses(feature, _workload({"kind": "Deployment"}, spec))

_workload(manifest, spec) := {"manifest": manifest, "template": {"spec": spec}, "pod": {"at": ["spec", "template"]}}

_use(path, says, value) := {"path": concat("", ["spec.template.spec.", path]), "says": says, "value": value}

_container(container) := {"containers": [object.union({"name": "app"}, container)]}

_init_container(container) := {"initContainers": [object.union({"name": "setup"}, container)]}

_used(feature, spec) if count(_uses(feature, spec)) > 0

test_privileged_containers if {
	privileged := {"securityContext": {"privileged": true}}
	_uses("privileged", _container(privileged)) == [_use("containers[0].securityContext.privileged", "container app", "")]
	_uses("privileged", _init_container(privileged)) == [_use(
		"initContainers[0].securityContext.privileged",
		"container setup", "",
	)]
	not _used("privileged", _container({"securityContext": {"privileged": false}}))
}

test_containers_that_may_gain_privileges if {
	gaining := {"securityContext": {"allowPrivilegeEscalation": true}}
	_uses("privilege-escalation", _container(gaining)) == [_use(
		"containers[0].securityContext.allowPrivilegeEscalation",
		"container app", "",
	)]
	not _used("privilege-escalation", _container({"securityContext": {"allowPrivilegeEscalation": false}}))
	not _used("privilege-escalation", _container({"securityContext": {}}))
}

test_added_capabilities if {
	path := "initContainers[0].securityContext.capabilities.add"
	_uses("added-capability", _init_container({"securityContext": {"capabilities": {"add": ["NET_ADMIN", "CHOWN"]}}})) == [
		_use(concat("", [path, "[0]"]), "container setup", "NET_ADMIN"),
		_use(concat("", [path, "[1]"]), "container setup", "CHOWN"),
	]
	not _used("added-capability", _container({"securityContext": {"capabilities": {"drop": ["ALL"]}}}))
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

test_init_containers_that_run_on if {
	_uses("sidecar", _init_container({"restartPolicy": "Always"})) == [_use(
		"initContainers[0].restartPolicy",
		"container setup", "",
	)]
	not _used("init-container", _init_container({"restartPolicy": "Always"}))
	not _used("sidecar", _init_container({}))
}
