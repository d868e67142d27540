package fleet.rules.virtual_node_capabilities_test

import data.fleet.rules.virtual_node_capabilities as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_deployment(spec) := {
	"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"},
	"spec": {"template": {"spec": spec}},
}

_daemon_set(spec) := object.union(_deployment(spec), {"kind": "DaemonSet"})

_node(name, provider) := {"name": name, "labels": {"kubernetes.io/os": "linux"}, "taints": [], "ready": true, "provider": provider}

_on_fargate := {"nodeSelector": {"eks.amazonaws.com/compute-type": "fargate"}}

_on_liqo := {"runtimeClassName": "liqo"}

_of_azure := {"nodeSelector": {"type": "virtual-kubelet"}, "tolerations": [{"key": "azure.com/aci"}]}

_found(manifest) := violations if violations := _told with input as {"object": manifest}

test_what_the_provider_rejects if {
	container := {"name": "app", "securityContext": {"privileged": true}}
	_found(_deployment(object.union(_on_fargate, {"containers": [container]}))) == {{
		"path": "spec.template.spec.containers[0].securityContext.privileged",
		"message": concat(" ", [
			"Deployment prod/web can run only on EKS Fargate nodes (selects nodes with eks.amazonaws.com/compute-type=fargate),",
			"which do not support privileged containers (container app).",
		]),
	}}
}

test_what_the_provider_silently_ignores if {
	_found(_deployment(object.union(_on_liqo, {"hostNetwork": true}))) == {{
		"path": "spec.template.spec.hostNetwork",
		"message": concat(" ", [
			"Deployment prod/web can run only on Liqo nodes (asks for the runtime class liqo),",
			"which silently ignore hostNetwork.",
		]),
	}}
}

test_what_is_doubtful if {
	claim := {"name": "data", "persistentVolumeClaim": {"claimName": "data"}}
	_found(_deployment(object.union(_on_fargate, {"volumes": [claim]}))) == {{
		"path": "spec.template.spec.volumes[0].persistentVolumeClaim",
		"message": concat(" ", [
			"Deployment prod/web can run only on EKS Fargate nodes (selects nodes with eks.amazonaws.com/compute-type=fargate),",
			"which may not support claims on storage (volume data):",
			"only file systems of EFS that exist already can be mounted.",
		]),
		"action": "warn",
	}}
}

test_use_that_the_provider_knows_among_others_that_it_does_not if {
	container := {
		"name": "app",
		"livenessProbe": {"httpGet": {"port": 80}}, "readinessProbe": {"tcpSocket": {"port": 80}},
		"env": [
			{"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
			{"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
		],
	}
	volumes := [
		{"name": "share", "csi": {"driver": "file.csi.azure.com"}},
		{"name": "disk", "csi": {"driver": "disk.csi.azure.com"}},
	]
	spec := object.union(_of_azure, {"containers": [container], "volumes": volumes})
	{[violation.path, object.get(violation, "action", "deny")] | some violation in _found(_deployment(spec))} == {
		["spec.template.spec.containers[0].livenessProbe", "warn"],
		["spec.template.spec.containers[0].readinessProbe", "deny"],
		["spec.template.spec.containers[0].env[0]", "deny"],
		["spec.template.spec.containers[0].env[1]", "warn"],
		["spec.template.spec.volumes[1].csi", "deny"],
	}
}

test_use_is_named_by_its_value if {
	disk := {"name": "disk", "csi": {"driver": "disk.csi.azure.com"}}
	{violation.message | some violation in _found(_deployment(object.union(_of_azure, {"volumes": [disk]})))} == {concat(" ", [
		"Deployment prod/web can run only on Azure Container Instances nodes",
		"(selects nodes with type=virtual-kubelet and tolerates azure.com/aci),",
		"which do not support volumes of this CSI driver (volume disk, disk.csi.azure.com).",
	])}
}

test_doubt_that_the_nodes_settle if {
	windows := _deployment(object.union(_of_azure, {"os": {"name": "windows"}}))
	_told == {{
		"path": "spec.template.spec.os.name",
		"message": concat(" ", [
			"Deployment prod/web can run only on Azure Container Instances nodes",
			"(selects nodes with type=virtual-kubelet and tolerates azure.com/aci),",
			"which may not support Windows containers: only where the provider was installed by hand for Windows.",
		]),
		"action": "warn",
	}} with input as {"object": windows, "cluster": {"nodes": [_node("burst", "azure_aci")]}}
	by_hand := object.union(_node("burst", "azure_aci"), {"labels": {"kubernetes.io/os": "windows"}})
	rule.violations == set() with input as {"object": windows, "cluster": {"nodes": [by_hand]}}
	machine := object.union(by_hand, {"provider": ""})
	count(rule.violations) == 1 with input as {"object": windows, "cluster": {"nodes": [machine]}}
}

test_daemon_set_for_virtual_nodes_only if {
	_found(_daemon_set(_on_fargate)) == {{
		"path": "kind",
		"message": concat(" ", [
			"DaemonSet prod/web can run only on EKS Fargate nodes (selects nodes with eks.amazonaws.com/compute-type=fargate),",
			"which do not support DaemonSets.",
		]),
	}}
}

_everywhere := {"tolerations": [{"operator": "Exists"}], "hostNetwork": true}

test_daemon_set_that_lands_on_virtual_nodes_too if {
	_told == {{
		"path": "kind",
		"message": "DaemonSet prod/web also lands on EKS Fargate nodes (fits 1 virtual node), which do not support DaemonSets.",
		"action": "warn",
		"fix": "keep it off them by required node affinity: eks.amazonaws.com/compute-type NotIn [fargate]",
	}} with input as {
		"object": _daemon_set(_everywhere),
		"cluster": {"nodes": [_node("fargate", "eks_fargate"), _node("eu-1-a", "")]},
	}
}

test_daemon_set_in_a_namespace_that_is_offloaded if {
	cluster := {"nodes": [_node("remote", "liqo"), _node("eu-1-a", "")]}
	namespace := {"metadata": {"labels": {"liqo.io/scheduling-enabled": "true"}}}
	daemon_set := _daemon_set(_everywhere)
	rule.violations == set() with input as {"object": daemon_set, "cluster": cluster, "namespaceObject": namespace}
	{violation.message | some violation in rule.violations} == {concat(" ", [
		"DaemonSet prod/web also lands on Liqo nodes (fits 1 virtual node), which may not support DaemonSets:",
		"in a namespace that is not offloaded their pods stay in OffloadingBackOff.",
	])} with input as {"object": daemon_set, "cluster": cluster, "namespaceObject": null}
	count(rule.violations) == 1 with input as {
		"object": daemon_set, "cluster": cluster,
		"namespaceObject": {"metadata": {"labels": {"liqo.io/scheduling-enabled": "false"}}},
	}
}

test_deployment_that_may_land_on_virtual_nodes_too if {
	rule.violations == set() with input as {
		"object": _deployment(_everywhere),
		"cluster": {"nodes": [_node("fargate", "eks_fargate"), _node("eu-1-a", "")]},
	}
}

# For each feature templates that use it in the ways that the systems tell apart.
_examples := {
	"added-capability": [
		{"containers": [{"name": "app", "securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}}]},
		{"containers": [{"name": "app", "securityContext": {"capabilities": {"add": ["CHOWN"]}}}]},
	],
	"args-without-command": [{"containers": [{"name": "app", "args": ["serve"]}]}],
	"arm": [{"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
		{"matchExpressions": [{"key": "kubernetes.io/arch", "operator": "In", "values": ["arm64"]}]},
	]}}}}],
	"claim": [{"volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]}],
	"claim-template": [
		{"volumes": [{"name": "data", "ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": "gp3"}}}}]},
		{"volumes": [{"name": "data", "ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": ""}}}}]},
	],
	"container-port": [{"containers": [{"name": "app", "ports": [{"containerPort": 10250}]}]}],
	"csi-volume": [{"volumes": [{"name": "data", "csi": {"driver": "disk.example.com"}}]}],
	"downward-api-env": [{"containers": [{
		"name": "app",
		"env": [{"name": "FIELD", "valueFrom": {"fieldRef": {"fieldPath": field}}} | some field in ["status.hostIP", "spec.nodeName"]],
	}]}],
	"downward-api-volume": [{"volumes": [{
		"name": "info",
		"downwardAPI": {"items": [{"path": "cpu", "resourceFieldRef": {"resource": "limits.cpu"}}]},
	}]}],
	"gpu": [{"containers": [{"name": "app", "resources": {"limits": {"nvidia.com/gpu": 1}}}]}],
	"health-probe": [{"containers": [{
		"name": "app",
		"livenessProbe": {"exec": {}}, "readinessProbe": {"tcpSocket": {}},
	}]}],
	"host-aliases": [{"hostAliases": [{"ip": "10.0.0.1", "hostnames": ["db"]}]}],
	"host-ipc": [{"hostIPC": true}],
	"host-network": [{"hostNetwork": true}],
	"host-path": [{"volumes": [{"name": "root", "hostPath": {"path": "/"}}]}],
	"host-pid": [{"hostPID": true}],
	"host-port": [{"containers": [{"name": "app", "ports": [{"containerPort": 80, "hostPort": 80}]}]}],
	"init-container": [{"initContainers": [{"name": "plain"}, {"name": "full", "ports": [{"containerPort": 80}]}]}],
	"lifecycle-hook": [{"containers": [{"name": "app", "lifecycle": {"preStop": {"exec": {}}}}]}],
	"pod-affinity": [{"affinity": {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [
		{"topologyKey": "kubernetes.io/hostname"},
	]}}}],
	"privilege-escalation": [{"containers": [{"name": "app", "securityContext": {"allowPrivilegeEscalation": true}}]}],
	"privileged": [{"containers": [{"name": "app", "securityContext": {"privileged": true}}]}],
	"service-account": [{"serviceAccountName": "web"}],
	"sidecar": [{"initContainers": [{"name": "proxy", "restartPolicy": "Always"}]}],
	"startup-probe": [{"containers": [{"name": "app", "startupProbe": {"exec": {}}}]}],
	"sysctl": [{"securityContext": {"sysctls": [{"name": name, "value": "1"}]}} |
		some name in ["vm.swappiness", "net.ipv4.tcp_syncookies"]
	],
	"topology-spread": [{"topologySpreadConstraints": [{"whenUnsatisfiable": "DoNotSchedule"}]}],
	"volume": [{"volumes": [{"name": "files", "nfs": {"server": "files", "path": "/"}}]}],
	"windows": [{"os": {"name": "windows"}}],
}

_actions := {"rejected": "deny", "ignored": "deny", "doubtful": "warn"}

test_each_capability_of_each_system_is_reached if {
	every system, entry in data.fleet.catalogue.systems {
		every capability in object.get(entry, "capabilities", []) {
			capability.source != ""
			action := _actions[capability.verdict]
			some manifest in _manifests(capability.feature)
			some violation in _on_nodes_of(system, manifest)
			object.get(violation, "action", "deny") == action
		}
	}
}

_manifests(feature) := [_daemon_set({})] if feature == "daemon-set"

_manifests(feature) := [_deployment(spec) | some spec in _examples[feature]] if feature != "daemon-set"

_on_nodes_of(system, manifest) := violations if {
	labels := {"kubernetes.io/arch": "arm64"}
	node := {"name": "burst", "labels": labels, "taints": [], "ready": true, "provider": system}
	violations := _told with input as {"object": manifest, "cluster": {"nodes": [node]}}
}

test_plain_pod_runs_everywhere if {
	every system, _ in data.fleet.catalogue.systems {
		_on_nodes_of(system, _deployment({"containers": [{
			"name": "app", "command": ["web"], "args": ["serve"],
			"ports": [{"containerPort": 80}],
			"resources": {"limits": {"cpu": 1}},
		}]})) == set()
	}
}

test_violation_is_known_again_by_its_use if {
	spec := object.union(_on_fargate, {"containers": [{"name": "app", "securityContext": {"privileged": true}}]})
	{[violation.key, violation.reach] | some violation in rule.violations} == {[
		{"system": "eks_fargate", "check": "uses", "feature": "privileged"},
		{[["spec", "containers", "app", "securityContext", "privileged"], ""]},
	]} with input as {"object": _deployment(spec)}
}

_workflow := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "build", "namespace": "prod"},
	"spec": {"templates": [
		{"name": "machine", "hostNetwork": true},
		{"name": "burst", "schedulerName": "fargate-scheduler", "hostNetwork": true},
	]},
}

test_each_pod_template_is_judged_by_what_it_says_itself if {
	{[violation.path, violation.reach] | some violation in rule.violations} == {[
		"spec.templates[1].hostNetwork",
		{[["spec", "hostNetwork"], ""], [["spec", "templates", "burst"], ["spec", "hostNetwork"], ""]},
	]} with input as {"object": _workflow}
}

_with_capabilities(number) := {
	"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "prod"},
	"spec": {"nodeSelector": {"liqo.io/type": "virtual-node"}, "containers": [{
		"name": "app",
		"securityContext": {"capabilities": {"add": [format_int(index, 10) | some index in numbers.range(1, number)]}},
	}]},
}

test_more_values_than_are_judged if {
	{violation.message | some violation in rule.violations} == {
		"Pod prod/web can run only on Liqo nodes and has too much in its pods to judge: 2004 values.",
	} with input as {"object": _with_capabilities(2001)}
	rule.violations == set() with input as {"object": _with_capabilities(1990)}
}

test_more_terms_than_are_judged if {
	terms := [{"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": [format_int(index, 10)]}]} |
		some index in numbers.range(1, 101)
	]
	spec := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}}
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "prod"}, "spec": spec}
	virtual := {"name": "burst", "labels": {}, "taints": [], "provider": "liqo"}
	{violation.message | some violation in rule.violations} == {concat(" ", [
		"Pod prod/web asks for nodes in too many terms to judge whether these are virtual ones: 101.",
	])} with input as {"object": pod, "cluster": {"nodes": [virtual]}}
	rule.violations == set() with input as {"object": pod, "cluster": {"nodes": [object.union(virtual, {"provider": ""})]}}
}
