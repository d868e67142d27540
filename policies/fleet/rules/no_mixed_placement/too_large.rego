# Findings on objects that are too large for this rule. The rule does not judge the rest of such an
# object.
package fleet.rules.no_mixed_placement

import data.fleet.catalogue.index
import data.fleet.placement.federated
import data.fleet.placement.federated.size_limits
import data.fleet.placement.pods.constraints
import data.fleet.placement.pods.fitting_nodes
import data.fleet.pod_templates

violations contains size_limits.embedded_objects

violations contains size_limits.embedding_depth

violations contains object.union(size_limits.words, {"path": path, "message": _message(placed.found, says), "key": _key(placed.found, "lands"), "reach": size_limits.reach(number)}) if {
	some placed in _placed_with_pods
	number := constraints.too_many_terms(placed.pod.template.spec)
	_may_mean_virtual_nodes(placed.pod.template)
	path := _in_template(placed, "spec")
	asked := constraints.too_many_of(placed.pod.template.spec)
	says := concat(" ", ["asks for nodes in too many", asked, "to judge:", format_int(number, 10)])
}

# This only warns. If the webhook is asked about bindings, it judges each Pod again when the Pod
# gets its node.
violations contains object.union(size_limits.words, {"path": found.path, "message": message, "action": "warn"}) if {
	some found in federated.reviewed
	found.here
	pods := pod_templates.of(found.manifest)
	count([pod | some pod in pods; pod.whole]) == pod_templates.most_whole
	number := count([pod | some pod in pods; not pod.metadata])
	number > pod_templates.most_whole
	fitting_nodes.has_virtual_nodes
	message := _message(found, concat(" ", ["has too many pod templates to look for nodes that take them:", format_int(number, 10)]))
}

violations contains object.union(size_limits.words, {"path": found.path, "message": message}) if {
	some found in federated.reviewed
	number := pod_templates.too_many(found.manifest)
	message := _message(found, concat(" ", ["has too many pod templates to judge:", format_int(number, 10)]))
}

# The terms may name labels or taints of virtual nodes only, or leave it open.
_may_mean_virtual_nodes(template) if fitting_nodes.bears_virtual_nodes(template)

_may_mean_virtual_nodes(template) if {
	some key in constraints.keys(template.spec)
	index.systems.intents[key]
}

_may_mean_virtual_nodes(template) if constraints.too_many_terms(template.spec) > 1000
