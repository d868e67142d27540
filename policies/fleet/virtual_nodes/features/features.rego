# METADATA
# title: Features
# description: What of Kubernetes a workload's pods use that a virtual node may not have, and where.
package fleet.virtual_nodes.features

import data.fleet.placement
import data.fleet.pod_templates

# METADATA
# description: A manifest as `uses` looks at it, once for each of its pod templates; none for what makes no pods
workloads(manifest) := [object.union(pod, {"manifest": manifest}) | some pod in pod_templates.of(manifest)]

# METADATA
# description: |
#   Where a workload uses a feature, one entry a place: {path, says, value}. `says` is what a person looks for there; a value
#   tells apart the uses of which a system may know some and not others. Undefined or empty where it does not.
uses("daemon-set", workload) := [{"path": "kind", "says": "", "value": ""}] if workload.manifest.kind == "DaemonSet"

uses("host-network", workload) := [_of_pod(workload, "spec.hostNetwork")] if workload.template.spec.hostNetwork

uses("host-pid", workload) := [_of_pod(workload, "spec.hostPID")] if workload.template.spec.hostPID

uses("host-ipc", workload) := [_of_pod(workload, "spec.hostIPC")] if workload.template.spec.hostIPC

uses("host-aliases", workload) := [_of_pod(workload, "spec.hostAliases")] if count(workload.template.spec.hostAliases) > 0

uses("service-account", workload) := [_of_pod(workload, "spec.serviceAccountName")] if {
	name := workload.template.spec.serviceAccountName
	not name in {"", "default"}
}

uses("windows", workload) := [_of_pod(workload, "spec.os.name")] if workload.template.spec.os.name == "windows"

uses("windows", workload) := [_of_pod(workload, path)] if {
	not workload.template.spec.os.name
	path := _demands(workload.template.spec, "kubernetes.io/os", {"windows"})
}

uses("arm", workload) := [_of_pod(workload, path)] if {
	path := _demands(workload.template.spec, "kubernetes.io/arch", {"arm", "arm64"})
}

uses("host-path", workload) := [_of_volume(workload, index, "hostPath", "") |
	some index, volume in workload.template.spec.volumes
	volume.hostPath
]

uses("claim", workload) := [_of_volume(workload, index, "persistentVolumeClaim", "") |
	some index, volume in workload.template.spec.volumes
	volume.persistentVolumeClaim
]

uses("claim-template", workload) := array.concat(_ephemeral_volumes(workload), _claim_templates(workload))

uses("csi-volume", workload) := [_of_volume(workload, index, "csi", volume.csi.driver) |
	some index, volume in workload.template.spec.volumes
]

uses("downward-api-volume", workload) := array.concat(
	[use |
		some index, volume in workload.template.spec.volumes
		some position, item in volume.downwardAPI.items
		use := _of_volume(workload, index, _indexed("downwardAPI.items", position), _field(item))
	],
	[use |
		some index, volume in workload.template.spec.volumes
		some place, source in volume.projected.sources
		some position, item in source.downwardAPI.items
		path := concat(".", [_indexed("projected.sources", place), _indexed("downwardAPI.items", position)])
		use := _of_volume(workload, index, path, _field(item))
	],
)

uses("downward-api-env", workload) := [use |
	some found in _all_containers(workload)
	some position, variable in found.container.env
	use := _of_container(found, _indexed("env", position), _field(variable.valueFrom))
]

uses("privileged", workload) := [_of_container(found, "securityContext.privileged", "") |
	some found in _all_containers(workload)
	found.container.securityContext.privileged
]

uses("host-port", workload) := [use |
	some found in _all_containers(workload)
	some position, port in found.container.ports
	port.hostPort > 0
	use := _of_container(found, concat(".", [_indexed("ports", position), "hostPort"]), "")
]

uses("container-port", workload) := [use |
	some found in _all_containers(workload)
	some position, port in found.container.ports
	path := concat(".", [_indexed("ports", position), "containerPort"])
	use := _of_container(found, path, format_int(port.containerPort, 10))
]

uses("gpu", workload) := [use |
	some found in _all_containers(workload)
	some list, amounts in found.container.resources
	some resource, amount in amounts
	some prefix in data.fleet.virtual_nodes.features.gpu_resources
	startswith(resource, prefix)
	not amount in {0, "0"}
	use := _of_container(found, concat("", ["resources.", list, "[", resource, "]"]), "")
]

uses("args-without-command", workload) := [_of_container(found, "args", "") |
	some found in _all_containers(workload)
	count(found.container.args) > 0
	count(object.get(found.container, "command", [])) == 0
]

uses("startup-probe", workload) := [_of_container(found, "startupProbe", "") |
	some found in _containers(workload, "containers")
	found.container.startupProbe
]

# The value is how it asks: exec, grpc, httpGet or tcpSocket.
uses("health-probe", workload) := [_of_container(found, probe, handler) |
	some found in _containers(workload, "containers")
	some probe in ["livenessProbe", "readinessProbe"]
	some handler in ["exec", "grpc", "httpGet", "tcpSocket"]
	found.container[probe][handler]
]

uses("lifecycle-hook", workload) := [_of_container(found, concat(".", ["lifecycle", hook]), "") |
	some found in _containers(workload, "containers")
	some hook in ["postStart", "preStop"]
	found.container.lifecycle[hook]
]

# The value is 'with' and what of a full container it has; '' is an init container in its plainest form.
uses("init-container", workload) := [_of_container(found, "", _with(found.container)) |
	some found in _containers(workload, "initContainers")
]

_with(container) := _all_of([field |
	some field in ["lifecycle", "livenessProbe", "ports", "readinessProbe", "resources", "startupProbe"]
	count(object.get(container, field, {})) > 0
])

_all_of([]) := ""

_all_of(fields) := concat(" ", ["with", concat(", ", fields)]) if fields != []

_ephemeral_volumes(workload) := [_of_volume(workload, index, "ephemeral", _origin(volume.ephemeral.volumeClaimTemplate.spec)) |
	some index, volume in workload.template.spec.volumes
]

_claim_templates(workload) := [use |
	some index, claim in workload.manifest.spec.volumeClaimTemplates
	use := {
		"path": _indexed("spec.volumeClaimTemplates", index),
		"says": concat(" ", ["claim template", claim.metadata.name]),
		"value": _origin(claim.spec),
	}
]

# A claim on a volume that exists already says so: by its name, by a selector, or by a storage class of no name.
default _origin(_) := "dynamic"

_origin(claim) := "static" if claim.volumeName != ""

_origin(claim) := "static" if claim.selector

_origin(claim) := "static" if claim.storageClassName == ""

_field(source) := source.fieldRef.fieldPath

_field(source) := source.resourceFieldRef.resource

# Where a pod asks for nodes with one of these values of a label, and no others; undefined otherwise.
_demands(spec, key, values) := concat("", ["spec.nodeSelector[", key, "]"]) if spec.nodeSelector[key] in values

_demands(spec, key, values) := "spec.affinity.nodeAffinity" if {
	not spec.nodeSelector[key]
	terms := placement.required_terms(spec)
	count(terms) > 0
	every term in terms {
		some expression in term.matchExpressions
		expression.key == key
		expression.operator == "In"
		every value in expression.values {
			value in values
		}
	}
}

_all_containers(workload) := array.concat(_containers(workload, "containers"), _containers(workload, "initContainers"))

_containers(workload, list) := [{"container": container, "path": path} |
	some index, container in workload.template.spec[list]
	path := pod_templates.path(workload, concat("", ["spec.", _indexed(list, index)]))
]

_of_pod(workload, path) := {"path": pod_templates.path(workload, path), "says": "", "value": ""}

_of_volume(workload, index, path, value) := {
	"path": pod_templates.path(workload, concat(".", [_indexed("spec.volumes", index), path])),
	"says": concat(" ", ["volume", workload.template.spec.volumes[index].name]),
	"value": value,
}

_of_container(found, path, value) := {
	"path": concat(".", [step | some step in [found.path, path]; step != ""]),
	"says": concat(" ", ["container", found.container.name]),
	"value": value,
}

_indexed(path, index) := concat("", [path, "[", format_int(index, 10), "]"])
