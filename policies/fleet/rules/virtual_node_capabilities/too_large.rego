# Violations of pods that are too large for this rule. The rule does not judge the rest of them.
package fleet.rules.virtual_node_capabilities

import data.fleet.bounds
import data.fleet.objects
import data.fleet.placement
import data.fleet.placement.fitting
import data.fleet.pod_templates
import data.fleet.virtual_nodes.features

violations contains object.union(bounds.words, {"path": pod_templates.path(workload.pod, "spec"), "message": message, "key": key}) if {
	some workload in features.workloads(input.object)
	landings := _landings(workload)
	count(landings) > 0
	says := features.too_much(workload)
	some found in landings
	key := {"system": found.system, "aspect": "beyond"}
	lands := [objects.title(input.object), "can run only on", data.fleet.systems[found.system].title]
	message := concat(" ", array.concat(lands, ["nodes and has too much in its pods to judge:", concat("", [says, "."])]))
}

violations contains object.union(bounds.words, {"path": pod_templates.path(workload.pod, "spec"), "message": message, "key": {"aspect": "beyond"}, "reach": bounds.reach(number)}) if {
	some workload in features.workloads(input.object)
	number := placement.too_many_terms(workload.template.spec)
	fitting.bears_virtual_nodes(workload.template)
	asked := placement.too_many_of(workload.template.spec)
	says := ["asks for nodes in too many", asked, "to judge whether these are virtual ones:", concat("", [format_int(number, 10), "."])]
	message := concat(" ", array.concat([objects.title(input.object)], says))
}
