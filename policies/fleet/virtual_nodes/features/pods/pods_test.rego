package fleet.virtual_nodes.features.pods_test

import data.fleet.virtual_nodes.features.pods

_uses(feature, spec) := pods.uses(feature, _workload({"kind": "Deployment"}, spec))

_workload(manifest, spec) := {"manifest": manifest, "template": {"spec": spec}, "pod": {"at": ["spec", "template"]}}

_use(path, says, value) := {"path": concat("", ["spec.template.spec.", path]), "says": says, "value": value}

_used(feature, spec) if count(_uses(feature, spec)) > 0

test_daemon_set if {
	pods.uses("daemon-set", _workload({"kind": "DaemonSet"}, {})) == [{"path": "kind", "says": "", "value": ""}]
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
	every processor in ["arm", "arm64"] {
		_used("arm", {"nodeSelector": {"kubernetes.io/arch": processor}})
	}
	_uses("arm", {"nodeSelector": {"kubernetes.io/arch": "arm"}}) == [_use("nodeSelector[kubernetes.io/arch]", "", "")]
	_uses("arm", _requires("kubernetes.io/arch", "In", ["arm64", "arm"])) == [_use("affinity.nodeAffinity", "", "")]
	selected := object.union({"nodeSelector": {"kubernetes.io/arch": "arm64"}}, _requires("kubernetes.io/arch", "In", ["arm64"]))
	_uses("arm", selected) == [_use("nodeSelector[kubernetes.io/arch]", "", "")]
	not _used("arm", _requires("kubernetes.io/arch", "In", ["arm64", "amd64"]))
	not _used("arm", _requires("kubernetes.io/arch", "NotIn", ["arm64"]))
	not _used("arm", _requires("arch", "In", ["arm64"]))
	not _used("arm", {})
}

test_settings_of_the_kernel if {
	sysctls := [{"name": "net.core.somaxconn", "value": "1024"}, {"name": "kernel.sem", "value": "1"}]
	_uses("sysctl", {"securityContext": {"sysctls": sysctls}}) == [
		_use("securityContext.sysctls[0]", "", "net.core.somaxconn"),
		_use("securityContext.sysctls[1]", "", "kernel.sem"),
	]
	not _used("sysctl", {"securityContext": {"runAsUser": 1000}})
}

test_topology_spread if {
	constraints := [{"whenUnsatisfiable": "ScheduleAnyway"}, {"whenUnsatisfiable": "DoNotSchedule"}]
	_uses("topology-spread", {"topologySpreadConstraints": constraints}) == [
		_use("topologySpreadConstraints[0]", "", "ScheduleAnyway"),
		_use("topologySpreadConstraints[1]", "", "DoNotSchedule"),
	]
	not _used("topology-spread", {})
}

test_affinity_between_pods if {
	term := {"topologyKey": "topology.kubernetes.io/zone"}
	required := {sort_of_affinity: {"requiredDuringSchedulingIgnoredDuringExecution": [term]} |
		some sort_of_affinity in ["podAffinity", "podAntiAffinity"]
	}
	_uses("pod-affinity", {"affinity": required}) == [
		_use(
			"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]",
			"", "podAffinity topology.kubernetes.io/zone",
		),
		_use(
			"affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]",
			"", "podAntiAffinity topology.kubernetes.io/zone",
		),
	]
	preferred := {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": term}]}
	not _used("pod-affinity", {"affinity": {"podAffinity": preferred}})
}
