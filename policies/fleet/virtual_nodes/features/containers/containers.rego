# METADATA
# title: Features of containers
# description: Features of the containers of a workload's pods that a virtual node may not have.
package fleet.virtual_nodes.features.containers

import data.fleet.objects.paths
import data.fleet.pod_templates

# METADATA
# description: Uses of a feature by a workload, in the form of fleet.virtual_nodes.features
uses("privileged", workload) := [_use(found, "securityContext.privileged", "") |
	some found in _all(workload)
	found.container.securityContext.privileged
]

uses("privilege-escalation", workload) := [_use(found, "securityContext.allowPrivilegeEscalation", "") |
	some found in _all(workload)
	found.container.securityContext.allowPrivilegeEscalation
]

# The value is the name of the capability as it is written.
uses("added-capability", workload) := [_use(found, paths.indexed("securityContext.capabilities.add", position), capability) |
	some found in _all(workload)
	some position, capability in found.container.securityContext.capabilities.add
]

uses("host-port", workload) := [use |
	some found in _all(workload)
	some position, port in found.container.ports
	port.hostPort > 0
	use := _use(found, concat(".", [paths.indexed("ports", position), "hostPort"]), "")
]

uses("container-port", workload) := [use |
	some found in _all(workload)
	some position, port in found.container.ports
	path := concat(".", [paths.indexed("ports", position), "containerPort"])
	use := _use(found, path, format_int(port.containerPort, 10))
]

uses("gpu", workload) := [use |
	some found in _all(workload)
	some list, amounts in found.container.resources
	some resource, amount in amounts
	some prefix in data.fleet.catalogue.features.gpu_resources
	startswith(resource, prefix)
	not amount in {0, "0"}
	use := _use(found, paths.keyed(concat(".", ["resources", list]), resource), "")
]

uses("downward-api-env", workload) := [use |
	some found in _all(workload)
	some position, variable in found.container.env
	use := _use(found, paths.indexed("env", position), _field(variable.valueFrom))
]

uses("args-without-command", workload) := [_use(found, "args", "") |
	some found in _all(workload)
	count(found.container.args) > 0
	count(object.get(found.container, "command", [])) == 0
]

uses("startup-probe", workload) := [_use(found, "startupProbe", "") |
	some found in _listed(workload, "containers")
	found.container.startupProbe
]

# The value is how it asks: exec, grpc, httpGet or tcpSocket.
uses("health-probe", workload) := [_use(found, probe, handler) |
	some found in _listed(workload, "containers")
	some probe in ["livenessProbe", "readinessProbe"]
	some handler in ["exec", "grpc", "httpGet", "tcpSocket"]
	found.container[probe][handler]
]

uses("lifecycle-hook", workload) := [_use(found, concat(".", ["lifecycle", hook]), "") |
	some found in _listed(workload, "containers")
	some hook in ["postStart", "preStop"]
	found.container.lifecycle[hook]
]

# The value is 'with' and what of a full container it has; '' is an init container in its plainest
# form.
uses("init-container", workload) := [_use(found, "", _with(found.container)) |
	some found in _listed(workload, "initContainers")
	not _runs_on(found.container)
]

uses("sidecar", workload) := [_use(found, "restartPolicy", "") |
	some found in _listed(workload, "initContainers")
	_runs_on(found.container)
]

# A sidecar stands among the init containers, and runs on beside the others.
_runs_on(container) if container.restartPolicy == "Always"

_with(container) := _all_of([field |
	some field in ["lifecycle", "livenessProbe", "ports", "readinessProbe", "resources", "startupProbe"]
	count(object.get(container, field, {})) > 0
])

_all_of([]) := ""

_all_of(fields) := concat(" ", ["with", concat(", ", fields)]) if fields != []

_field(source) := source.fieldRef.fieldPath

_field(source) := source.resourceFieldRef.resource

_all(workload) := array.concat(_listed(workload, "containers"), _listed(workload, "initContainers"))

_listed(workload, list) := [{"container": container, "path": path} |
	some index, container in workload.template.spec[list]
	path := pod_templates.path(workload.pod, concat("", ["spec.", paths.indexed(list, index)]))
]

_use(found, path, value) := {
	"path": paths.joined([found.path, path]),
	"says": concat(" ", ["container", found.container.name]),
	"value": value,
}
