# Findings on pods that are too large for this rule. The rule does not judge the rest of them.
package fleet.rules.virtual_node_capabilities

import data.fleet.objects
import data.fleet.placement.federated.size_limits
import data.fleet.placement.pods.constraints
import data.fleet.placement.pods.fitting_nodes
import data.fleet.pod_templates
import data.fleet.virtual_nodes.features

violations contains object.union(size_limits.words, {"path": pod_templates.path(workload.pod, "spec"), "message": message, "key": key}) if {
	some workload in features.workloads(input.object)
	providers := _providers(workload)
	count(providers) > 0
	says := features.too_much(workload)
	some found in providers
	key := {"system": found.system, "check": "too_large"}
	lands := [objects.title(input.object), "can run only on", data.fleet.catalogue.systems[found.system].title]
	message := concat(" ", array.concat(lands, ["nodes and has too much in its pods to judge:", concat("", [says, "."])]))
}

violations contains object.union(size_limits.words, {"path": pod_templates.path(workload.pod, "spec"), "message": message, "key": {"check": "too_large"}, "reach": size_limits.reach(number)}) if {
	some workload in features.workloads(input.object)
	number := constraints.too_many_terms(workload.template.spec)
	fitting_nodes.bears_virtual_nodes(workload.template)
	asked := constraints.too_many_of(workload.template.spec)
	says := ["asks for nodes in too many", asked, "to judge whether these are virtual ones:", concat("", [format_int(number, 10), "."])]
	message := concat(" ", array.concat([objects.title(input.object)], says))
}
