# Stateful workloads of a namespace that is offloaded to virtual nodes. There is still one of each
# workload, so the rule only warns.
package fleet.rules.no_federated_stateful

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.pod_templates
import data.fleet.stateful
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.offloading

violations contains object.union(_offloaded(offload.system), {"path": offload.path, "message": message}) if {
	some offload in offloading.reviewed
	workloads := [workload |
		some workload in known.cluster.workloads
		workload.namespace == offload.namespace
		workload.holds != ""
		not offload.system in object.get(workload, "apartFrom", [])
	]
	[title, holds] := min({[naming.title(workload), workload.holds] | some workload in workloads})
	says := concat("", [" ", offload.says, ", where ", title, " holds ", holds])
	message := concat("", [objects.title(input.object), says, _others(count(workloads) - 1), "."])
}

violations contains object.union(_offloaded(offload.system), {"path": "metadata.namespace", "message": message}) if {
	holds := stateful.holds(input.object)
	some offload in offloading.of_namespace(input.namespaceObject)
	some pod in pod_templates.of(input.object)
	pod.whole
	not node_selection.avoids(pod.template, offload.system)
	not stateful.asks_for_storage_of(input.object, offload.system)
	says := concat("", [" and can land on virtual nodes of ", offload.title, " (label ", offload.label, " on its namespace)."])
	message := concat("", [objects.title(input.object), " holds ", holds, says])
}

_offloaded(system) := object.union({"action": "warn"}, object.filter(data.fleet.catalogue.systems[system].stateful, ["why", "fix"]))
