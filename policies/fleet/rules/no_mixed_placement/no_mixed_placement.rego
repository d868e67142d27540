# METADATA
# title: No federated pods on virtual nodes
# description: An object that a federation placed and whose pods go to virtual nodes.
# custom:
#   action: deny
#   severity: high
#   antipattern: mixing virtual nodes with federation
#   why: the federation counts on a node that is not a node, so neither of the two knows what runs
#     where
#   fix: let the federation place it on machines, or deploy what bursts to virtual nodes in this
#     cluster by itself
#   needs: [object, namespace, nodes, workloads, owners]
#   checks: [asks, offloads, lands, too_large]
#   misses:
#   - the nodes of other clusters, when a template names none
#   - a binding of which the Pod's owners were not found, or whose owners bear no mark (labels are
#     not copied to a ReplicaSet)
#   - pods that fit virtual nodes only and do not ask for them, if their object describes a part of
#     them only (subsets of a UnitedDeployment, SparkApplication, FlinkDeployment, TrainJob, the
#     workflows of Argo, the runs of Tekton)
#   - such pods of the third and later pod templates of one object; with `bindings.enabled` each Pod
#     is judged when it is bound
package fleet.rules.no_mixed_placement

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.placement.federated
import data.fleet.pod_templates
import data.fleet.review.fixes
import data.fleet.virtual_nodes.intents
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.offloading
import data.fleet.virtual_nodes.scheduling

words := rego.metadata.chain()[1].annotations

violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	some intent in placed.intents
	path := _in_template(placed, intent.path)
	reach := {[place, [intent.system, intent.says]] | some place in ({"", placed.pod.named} - {[]})}
	violation := {"path": path, "message": _message(placed.found, intent.says), "key": _key(placed.found, "asks"), "reach": reach}
}

# A Namespace is left out: federations make it in every member, and its owner may offload it for
# objects that are not federated.
violations contains {"path": found.path, "message": _message(found, offload.says), "key": _key(found, "offloads"), "reach": reach} if {
	some found in federated.reviewed
	objects.type_of(found.manifest) != "/Namespace"
	some offload in offloading.of(found.manifest)
	reach := {offload.system}
}

# A Pod gets its node. Its owners have the mark of the federation that placed it.
violations contains object.union({"path": "target.name", "message": message}, _fix(found)) if {
	objects.type_of(input.object) == "/Binding"
	copies := [found | some owner in input.owners; some found in federated.placed(owner); found.here]
	found := copies[count(copies) - 1]
	name := input.object.target.name
	some node in known.cluster.nodes
	name in node.names
	system := data.fleet.catalogue.systems[node.provider]
	pod := concat("", ["Pod ", trim_prefix(objects.title(input.object), "Binding ")])
	goes := concat("", [pod, " is bound to the virtual node ", name, " (", system.title, "), and "])
	message := concat("", [goes, objects.title(found.manifest), " ", found.how, "."])
}

# The reviewed object offers its namespace to virtual nodes, and a federation placed workloads there
# before.
violations contains object.union({"path": offload.path, "message": message, "key": key}, _lighter(offload.forced)) if {
	some offload in offloading.reviewed
	key := {"system": offload.system, "check": "offloads"}
	placed := [workload |
		some workload in known.cluster.workloads
		workload.namespace == offload.namespace
		workload.placedBy != ""
	]
	[title, system] := min({[naming.title(workload), workload.placedBy] | some workload in placed})
	others := [" was placed by ", data.fleet.catalogue.systems[system].title, _others(count(placed) - 1), "."]
	message := concat("", array.concat([objects.title(input.object), " ", offload.says, ", and ", title], others))
}

violations contains object.union_n([violation, _fix(placed.found), _lighter(found.alone)]) if {
	some placed in _placed_with_pods
	count(placed.intents) == 0
	found := _outcome(placed)
	path := _in_template(placed, "spec")
	violation := {"path": path, "message": _message(placed.found, found.says), "key": _key(placed.found, "lands"), "reach": found.systems}
}

# Known nodes tell more than the affinity, so this speaks only where they say nothing.
violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	count(placed.intents) == 0
	some label in node_selection.allowed_labels(placed.pod.template)
	not _outcome(placed)
	path := _in_template(placed, "spec.affinity.nodeAffinity")
	says := concat("", ["can also land on virtual nodes (required affinity allows nodes with ", label, ")"])
	violation := {"path": path, "message": _message(placed.found, says), "action": "warn"}
}

violations contains object.union(violation, _fix(placed.found)) if {
	some placed in _placed_with_pods
	some offload in offloading.of_namespace(input.namespaceObject)
	placed.pod.whole
	not node_selection.avoids(placed.pod.template, offload.system)
	path := _in_template(placed, "spec")
	says := concat("", ["can also land on virtual nodes (label ", offload.label, " on its namespace)"])
	violation := {"path": path, "message": _message(placed.found, says), "action": "warn"}
}

_placed_with_pods := [{"found": found, "pod": pod, "intents": intents.of(pod.template)} |
	some found in federated.reviewed
	some pod in pod_templates.of(found.manifest)
]

# Only the federation changes what it has placed.
_fix(found) := {"fix": concat("", ["let ", found.title, " place it on machines, or ", take_out, " and deploy it in this cluster by itself"])} if {
	found.placed_as != "embedded"
	take_out := fixes.take_out(found.manifest, found.system)
} else := {}

# A template will be placed in another cluster, whose nodes are unknown here.
_outcome(placed) := _outcomes[json.marshal(placed.pod.at)] if placed.found.here

# Found out once for each template, whichever federations have placed the object.
_outcomes[json.marshal(pod.at)] := scheduling.on_known_nodes(pod.template) if {
	some pod in pod_templates.of(input.object)
	pod.whole
}

_key(found, check) := object.union(federated.key(found), {"check": check})

_in_template(placed, path) := concat(".", array.concat(_wrapper(placed.found), [pod_templates.path(placed.pod, path)]))

_wrapper(found) := [] if found.placed_as != "embedded"

_wrapper(found) := [found.path] if found.placed_as == "embedded"

_message(found, says) := concat(" ", [objects.title(found.manifest), found.how, "and", concat(".", [says, ""])])

# Pods that can also go elsewhere may never run on virtual nodes.
_lighter(true) := {}

_lighter(false) := {"action": "warn"}

_others(0) := ""

_others(number) := concat(" ", [", and", format_int(number, 10), "more"]) if number > 0
