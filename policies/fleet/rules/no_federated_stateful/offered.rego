# Stateful workloads of a namespace that is handed to virtual nodes. There is still one of each workload, so this warns and no more.
package fleet.rules.no_federated_stateful

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.pod_templates
import data.fleet.stateful
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.offerings

violations contains object.union(_offered(offering.system), {"path": offering.path, "message": message}) if {
	some offering in offerings.reviewed
	workloads := [workload |
		some workload in known.cluster.workloads
		workload.namespace == offering.namespace
		workload.holds != ""
		not offering.system in object.get(workload, "apartFrom", [])
	]
	[title, holds] := min({[naming.title(workload), workload.holds] | some workload in workloads})
	says := concat("", [" ", offering.says, ", where ", title, " holds ", holds])
	message := concat("", [objects.title(input.object), says, _others(count(workloads) - 1), "."])
}

violations contains object.union(_offered(offer.system), {"path": "metadata.namespace", "message": message}) if {
	holds := stateful.holds(input.object)
	some offer in offerings.of_namespace(input.namespaceObject)
	some pod in pod_templates.of(input.object)
	pod.whole
	not node_selection.avoids(pod.template, offer.system)
	not stateful.asks_for_storage_of(input.object, offer.system)
	says := concat("", [" and can land on virtual nodes of ", offer.title, " (label ", offer.label, " on its namespace)."])
	message := concat("", [objects.title(input.object), " holds ", holds, says])
}

_offered(system) := object.union({"action": "warn"}, object.filter(data.fleet.systems[system].stateful, ["why", "fix"]))
