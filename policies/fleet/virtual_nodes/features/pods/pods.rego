# METADATA
# title: Features of pods
# description: Features of a pod as a whole that a virtual node may not have.
package fleet.virtual_nodes.features.pods

import data.fleet.objects.paths
import data.fleet.placement.pods.constraints
import data.fleet.pod_templates

# METADATA
# description: Uses of a feature by a workload, in the form of fleet.virtual_nodes.features
uses("daemon-set", workload) := [{"path": "kind", "says": "", "value": ""}] if workload.manifest.kind == "DaemonSet"

uses("host-network", workload) := [_use(workload, "spec.hostNetwork", "")] if workload.template.spec.hostNetwork

uses("host-pid", workload) := [_use(workload, "spec.hostPID", "")] if workload.template.spec.hostPID

uses("host-ipc", workload) := [_use(workload, "spec.hostIPC", "")] if workload.template.spec.hostIPC

uses("host-aliases", workload) := [_use(workload, "spec.hostAliases", "")] if count(workload.template.spec.hostAliases) > 0

uses("service-account", workload) := [_use(workload, "spec.serviceAccountName", "")] if {
	name := workload.template.spec.serviceAccountName
	not name in {"", "default"}
}

uses("windows", workload) := [_use(workload, "spec.os.name", "")] if workload.template.spec.os.name == "windows"

uses("windows", workload) := [_use(workload, path, "")] if {
	not workload.template.spec.os.name
	path := _demands(workload.template.spec, "kubernetes.io/os", {"windows"})
}

uses("arm", workload) := [_use(workload, path, "")] if {
	path := _demands(workload.template.spec, "kubernetes.io/arch", {"arm", "arm64"})
}

# The value is the name of the kernel's setting.
uses("sysctl", workload) := [_use(workload, path, sysctl.name) |
	some index, sysctl in workload.template.spec.securityContext.sysctls
	path := paths.indexed("spec.securityContext.sysctls", index)
]

# The value is whether a pod waits until the constraint is met: DoNotSchedule or ScheduleAnyway.
uses("topology-spread", workload) := [_use(workload, path, constraint.whenUnsatisfiable) |
	some index, constraint in workload.template.spec.topologySpreadConstraints
	path := paths.indexed("spec.topologySpreadConstraints", index)
]

# A preference is no demand. The value is the sort of affinity and the label of nodes by which it
# counts.
uses("pod-affinity", workload) := [_use(workload, paths.indexed(path, index), concat(" ", [sort_of_affinity, term.topologyKey])) |
	some sort_of_affinity in ["podAffinity", "podAntiAffinity"]
	path := concat(".", ["spec.affinity", sort_of_affinity, "requiredDuringSchedulingIgnoredDuringExecution"])
	some index, term in workload.template.spec.affinity[sort_of_affinity].requiredDuringSchedulingIgnoredDuringExecution
]

# The place at which a pod asks for nodes with one of these values of a label, and no others;
# undefined otherwise.
_demands(spec, key, values) := paths.keyed("spec.nodeSelector", key) if spec.nodeSelector[key] in values

_demands(spec, key, values) := "spec.affinity.nodeAffinity" if {
	not spec.nodeSelector[key]
	terms := constraints.required_terms(spec)
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

_use(workload, path, value) := {"path": pod_templates.path(workload.pod, path), "says": "", "value": value}
