# METADATA
# title: No federated pods on virtual nodes
# description: An object that a federation placed and whose pods go to virtual nodes.
# custom:
#   action: deny
#   severity: high
#   antipattern: mixing virtual nodes with federation
#   why: the federation counts on a node that is not a node, so neither of the two knows what runs where
#   fix: let the federation place it on machines, or deploy what bursts to virtual nodes in this cluster by itself
#   needs: [object, namespace, nodes, workloads, owners]
#   aspects: [asks, offers, lands, beyond]
#   misses:
#   - the nodes of other clusters, when a template names none
#   - a binding of which the Pod's owners were not found, or whose owners bear no mark (labels are not copied to a ReplicaSet)
#   - pods that fit virtual nodes only and do not ask for them, if their object describes a part of them only (subsets of a
#     UnitedDeployment, SparkApplication, FlinkDeployment, TrainJob, the workflows of Argo, the runs of Tekton)
#   - such pods of the third and later pod templates of one object; with `bindings.enabled` each Pod is judged when it is bound
package fleet.rules.no_mixed_placement

import data.fleet.federation
import data.fleet.fixes
import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.pod_templates
import data.fleet.virtual_nodes.landing
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.offerings
import data.fleet.virtual_nodes.wishes

words := rego.metadata.chain()[1].annotations

violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	some wish in placed.wishes
	path := _in_template(placed, wish.path)
	reach := {[place, [wish.system, wish.says]] | some place in ({"", placed.pod.named} - {[]})}
	violation := {"path": path, "message": _message(placed.found, wish.says), "key": _key(placed.found, "asks"), "reach": reach}
}

# A Namespace is left out: federations make it in every member, and its owner may offload it for objects that are not federated.
violations contains {"path": found.path, "message": _message(found, offering.says), "key": _key(found, "offers"), "reach": reach} if {
	some found in federation.reviewed
	objects.type_of(found.manifest) != "/Namespace"
	some offering in offerings.of(found.manifest)
	reach := {offering.system}
}

# A Pod gets its node. Its owners bear the mark of the federation that placed it.
violations contains object.union({"path": "target.name", "message": message}, _fix(found)) if {
	objects.type_of(input.object) == "/Binding"
	copies := [found | some owner in input.owners; some found in federation.placed(owner); found.here]
	found := copies[count(copies) - 1]
	name := input.object.target.name
	some node in known.cluster.nodes
	name in node.names
	system := data.fleet.systems[node.provider]
	pod := concat("", ["Pod ", trim_prefix(objects.title(input.object), "Binding ")])
	goes := concat("", [pod, " is bound to the virtual node ", name, " (", system.title, "), and "])
	message := concat("", [goes, objects.title(found.manifest), " ", found.how, "."])
}

# The reviewed object offers its namespace to virtual nodes, and a federation placed workloads there before.
violations contains object.union({"path": offering.path, "message": message, "key": key}, _lighter(offering.forced)) if {
	some offering in offerings.reviewed
	key := {"system": offering.system, "aspect": "offers"}
	placed := [workload |
		some workload in known.cluster.workloads
		workload.namespace == offering.namespace
		workload.placedBy != ""
	]
	[title, system] := min({[naming.title(workload), workload.placedBy] | some workload in placed})
	others := [" was placed by ", data.fleet.systems[system].title, _others(count(placed) - 1), "."]
	message := concat("", array.concat([objects.title(input.object), " ", offering.says, ", and ", title], others))
}

violations contains object.union_n([violation, _fix(placed.found), _lighter(found.alone)]) if {
	some placed in _placed_with_pods
	count(placed.wishes) == 0
	found := _landing(placed)
	path := _in_template(placed, "spec")
	violation := {"path": path, "message": _message(placed.found, found.says), "key": _key(placed.found, "lands"), "reach": found.systems}
}

# Known nodes tell more than the affinity, so this speaks only where they say nothing.
violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	count(placed.wishes) == 0
	some label in node_selection.allowed_labels(placed.pod.template)
	not _landing(placed)
	path := _in_template(placed, "spec.affinity.nodeAffinity")
	says := concat("", ["can also land on virtual nodes (required affinity allows nodes with ", label, ")"])
	violation := {"path": path, "message": _message(placed.found, says), "action": "warn"}
}

violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	some offer in offerings.of_namespace(input.namespaceObject)
	placed.pod.whole
	not node_selection.avoids(placed.pod.template, offer.system)
	path := _in_template(placed, "spec")
	says := concat("", ["can also land on virtual nodes (label ", offer.label, " on its namespace)"])
	violation := {"path": path, "message": _message(placed.found, says), "action": "warn"}
}

_placed_with_pods := [{"found": found, "pod": pod, "wishes": wishes.of(pod.template)} |
	some found in federation.reviewed
	some pod in pod_templates.of(found.manifest)
]

# Only the federation changes what it has placed.
_fix(found) := {"fix": concat("", ["let ", found.title, " place it on machines, or ", take_out, " and deploy it in this cluster by itself"])} if {
	found.aspect != "carried"
	take_out := fixes.take_out(found.manifest, found.system)
} else := {}

# Of the nodes of another cluster, where a template will be placed, nothing is known here.
_landing(placed) := _landings[json.marshal(placed.pod.at)] if placed.found.here

# Found out once for each template, whichever federations have placed the object.
_landings[json.marshal(pod.at)] := landing.by_nodes(pod.template) if {
	some pod in pod_templates.of(input.object)
	pod.whole
}

_key(found, aspect) := object.union(federation.key(found), {"aspect": aspect})

_in_template(placed, path) := concat(".", array.concat(_carrier(placed.found), [pod_templates.path(placed.pod, path)]))

_carrier(found) := [] if found.aspect != "carried"

_carrier(found) := [found.path] if found.aspect == "carried"

_message(found, says) := concat(" ", [objects.title(found.manifest), found.how, "and", concat(".", [says, ""])])

# Pods that can also go elsewhere may never run on virtual nodes.
_lighter(true) := {}

_lighter(false) := {"action": "warn"}

_others(0) := ""

_others(number) := concat(" ", [", and", format_int(number, 10), "more"]) if number > 0
