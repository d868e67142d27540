# METADATA
# title: No federated pods on virtual nodes
# description: An object that a federation placed and whose pods go to virtual nodes.
# related_resources:
# - ref: https://kubectl-fleet.io/rules/no-mixed-placement
# custom:
#   action: deny
#   severity: high
#   antipattern: mixing virtual nodes with federation
#   why: the federation counts on a node that is not a node, so neither of the two knows what runs where
#   fix: let the federation place it on machines, or deploy what bursts to virtual nodes in this cluster by itself
#   needs: [object, namespace, nodes, workloads, owners]
#   misses:
#   - the nodes of other clusters, when a template names none
package fleet.rules.no_mixed_placement

import data.fleet.federation
import data.fleet.known
import data.fleet.objects
import data.fleet.placement
import data.fleet.virtual_nodes

words := rego.metadata.chain()[1].annotations

violations contains {"path": path, "message": _message(found, wish.says)} if {
	some found in _placed_with_pods
	some wish in virtual_nodes.wishes(found.template)
	path := _in_template(found, wish.path)
}

violations contains {"path": found.path, "message": _message(found, says)} if {
	some found in federation.placed(input.object)
	says := virtual_nodes.offloads(found.manifest)
}

violations contains object.union({"path": path, "message": _message(found, landing.says)}, landing.lighter) if {
	some found in _placed_with_pods
	count(virtual_nodes.wishes(found.template)) == 0
	landing := _landing(_fitting_nodes(found))
	path := _in_template(found, "spec")
}

violations contains {"path": path, "message": _message(found, says), "action": "warn"} if {
	some found in _placed_with_pods
	label := virtual_nodes.offloading_label(input.namespaceObject)
	path := _in_template(found, "spec")
	says := concat("", ["can also land on virtual nodes (label ", label, " on its namespace)"])
}

_placed_with_pods := [object.union(found, {"template": template}) |
	some found in federation.placed(input.object)
	template := placement.pod_template(found.manifest)
]

# Where pods that ask for nothing would end up; undefined where no virtual node takes them.
_landing(nodes) := {"says": says, "lighter": {}} if {
	count(nodes.virtual) > 0
	count(nodes.machines) == 0
	says := concat("", ["can run on no other node than virtual ones (", _listed(nodes.virtual), ")"])
}

_landing(nodes) := {"says": says, "lighter": {"action": "warn"}} if {
	count(nodes.virtual) > 0
	count(nodes.machines) > 0
	says := concat("", ["can also land on virtual nodes (", _listed(nodes.virtual), ")"])
}

# Of the nodes of another cluster, where a template will be placed, nothing is known here.
_fitting_nodes(found) := {"virtual": virtual, "machines": machines} if {
	found.here
	fitting := [node | some node in known.cluster.nodes; placement.fits(found.template, node)]
	virtual := [node.name | some node in fitting; node.provider != ""]
	machines := [node.name | some node in fitting; node.provider == ""]
}

_in_template(found, path) := concat(".", array.concat(_carrier(found), array.concat(_template_path(found), [path])))

_carrier(found) := [] if found.manifest == input.object

_carrier(found) := [found.path] if found.manifest != input.object

_template_path(found) := data.fleet.systems.kubernetes.pod_templates[objects.type_of(found.manifest)]

_message(found, says) := concat(" ", [objects.title(found.manifest), found.how, "and", concat(".", [says, ""])])

_listed(names) := concat(", ", names) if count(names) <= 3

_listed(names) := concat("", [concat(", ", array.slice(names, 0, 3)), " and ", format_int(count(names) - 3, 10), " more"]) if {
	count(names) > 3
}
