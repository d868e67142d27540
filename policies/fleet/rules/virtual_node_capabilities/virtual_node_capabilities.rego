# METADATA
# title: Capabilities of virtual nodes
# description: Pods that can run only on a virtual node and use what its provider cannot run.
# custom:
#   action: deny
#   severity: high
#   antipattern: taking a virtual node for a machine
#   why: behind a virtual node is a provider, and what it cannot run it refuses or drops without a
#     word
#   fix: let the pods run on machines, or do without what these nodes lack
#   needs: [object, namespace, nodes]
#   checks: [uses, too_large]
#   misses:
#   - a Fargate profile that selects the pods, before the cloud has marked them
#   - limits on size, such as vCPUs, memory and the number of containers
#   - a claim that is named, and bound to a volume that the provider cannot mount
#   - pods that may land on virtual nodes and on machines as well
#   - a namespace that sends all its pods to virtual nodes
#   - subsets of an OpenKruise UnitedDeployment, before they are workloads of their own
#   - the containers of an Argo workflow and of a Tekton run, before they are pods
package fleet.rules.virtual_node_capabilities

import data.fleet.known
import data.fleet.objects
import data.fleet.pod_templates
import data.fleet.review.history
import data.fleet.virtual_nodes.features
import data.fleet.virtual_nodes.nodes
import data.fleet.virtual_nodes.scheduling

words := rego.metadata.chain()[1].annotations

violations contains object.union(
	{"path": use.path, "message": _message("can run only on", found, capability, use), "key": key, "reach": reach},
	_doubt[capability.verdict],
) if {
	some workload in features.workloads(input.object)
	providers := _providers(workload)
	count(providers) > 0
	not features.too_much(workload)
	some found in providers
	some capability in data.fleet.catalogue.systems[found.system].capabilities
	some use in features.uses(capability.feature, workload)
	_concerns(capability, use.value)
	not _is_settled(capability, found.system)
	key := {"system": found.system, "check": "uses", "feature": capability.feature}
	reach := _reach(workload, use)
}

# A DaemonSet runs on machines, and on virtual nodes without need.
violations contains {"path": use.path, "message": message, "action": "warn", "fix": _fix(found.system)} if {
	some workload in features.workloads(input.object)
	some use in features.uses("daemon-set", workload)
	count(scheduling.required(workload.template)) == 0
	some found in scheduling.additional(workload.template)
	some capability in data.fleet.catalogue.systems[found.system].capabilities
	capability.feature == "daemon-set"
	not _is_settled(capability, found.system)
	message := _message("also lands on", found, capability, use)
}

_providers(workload) := scheduling.required(workload.template) if workload.pod.whole

_providers(workload) := scheduling.requested(workload.template) if not workload.pod.whole

# A workload and the objects made of it say the same in different places. Each of several templates
# may say it for itself.
_reach(workload, use) := {[place, use.value]} | {[workload.pod.named, place, use.value] | workload.pod.named != []} if {
	place := _in_pod(workload, use.path)
}

_in_pod(workload, path) := place if {
	place := history.named_path(workload.template, pod_templates.inner_path(workload.pod, path))
} else := history.named_path(input.object, path)

_doubt := {"rejected": {}, "ignored": {}, "doubtful": {"action": "warn"}}

_verbs := {"rejected": "do not support", "ignored": "silently ignore", "doubtful": "may not support"}

# A capability may hold for some uses of a feature: only for those of a value, or except for those.
_concerns(capability, value) if {
	_is_listed(value, object.get(capability, "only", ["*"]))
	not _is_listed(value, object.get(capability, "except", []))
}

_is_listed(value, list) if value in list

_is_listed(value, list) if {
	some pattern in list
	endswith(pattern, "*")
	startswith(value, trim_suffix(pattern, "*"))
}

# Facts about the namespace or the provider's nodes may settle a doubtful capability.
_is_settled(capability, _) if {
	some key, value in capability.unless.namespace_labels
	input.namespaceObject.metadata.labels[key] == value
}

_is_settled(capability, system) if {
	some key, value in capability.unless.node_labels
	some node in known.cluster.nodes
	node.provider == system
	node.labels[key] == value
}

_message(lands, found, capability, use) := concat("", [
	objects.title(input.object),
	" ",
	lands,
	" ",
	data.fleet.catalogue.systems[found.system].title,
	" nodes (",
	found.says,
	"), which ",
	_verbs[capability.verdict],
	" ",
	data.fleet.catalogue.features.titles[capability.feature],
	_details([use.says, use.value]),
	_because(capability),
	".",
])

_details(details) := concat("", [" (", concat(", ", [detail | some detail in details; detail != ""]), ")"]) if {
	details != ["", ""]
}

_details(["", ""]) := ""

_because(capability) := concat("", [": ", capability.says])

_because(capability) := "" if not capability.says

_fix(system) := concat(" ", ["keep it off them by required node affinity:", mark.key, "NotIn", concat("", ["[", mark.value, "]"])]) if {
	mark := nodes.labels(system)[0]
}
