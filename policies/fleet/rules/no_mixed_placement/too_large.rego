# Violations of objects that are too large for this rule. The rule does not judge the rest of such an object.
package fleet.rules.no_mixed_placement

import data.fleet.bounds
import data.fleet.federation
import data.fleet.index
import data.fleet.placement
import data.fleet.placement.fitting
import data.fleet.pod_templates

violations contains bounds.objects_carried

violations contains bounds.objects_deeper

violations contains object.union(bounds.words, {"path": path, "message": _message(placed.found, says), "key": _key(placed.found, "lands"), "reach": bounds.reach(number)}) if {
	some placed in _placed_with_pods
	number := placement.too_many_terms(placed.pod.template.spec)
	_may_mean_virtual_nodes(placed.pod.template)
	path := _in_template(placed, "spec")
	asked := placement.too_many_of(placed.pod.template.spec)
	says := concat(" ", ["asks for nodes in too many", asked, "to judge:", format_int(number, 10)])
}

# This warns only. Where the webhook is asked about bindings, each of its pods is judged again when it gets its node.
violations contains object.union(bounds.words, {"path": found.path, "message": message, "action": "warn"}) if {
	some found in federation.reviewed
	found.here
	pods := pod_templates.of(found.manifest)
	count([pod | some pod in pods; pod.whole]) == pod_templates.most_whole
	number := count([pod | some pod in pods; not pod.metadata])
	number > pod_templates.most_whole
	fitting.has_virtual_nodes
	message := _message(found, concat(" ", ["has too many pod templates to look for nodes that take them:", format_int(number, 10)]))
}

violations contains object.union(bounds.words, {"path": found.path, "message": message}) if {
	some found in federation.reviewed
	number := pod_templates.too_many(found.manifest)
	message := _message(found, concat(" ", ["has too many pod templates to judge:", format_int(number, 10)]))
}

# The terms may name what only virtual nodes bear, or leave it open.
_may_mean_virtual_nodes(template) if fitting.bears_virtual_nodes(template)

_may_mean_virtual_nodes(template) if {
	some key in placement.keys(template.spec)
	index.systems.wishes[key]
}

_may_mean_virtual_nodes(template) if placement.too_many_terms(template.spec) > 1000
