# METADATA
# title: Scheduling on virtual nodes
# description: |
#   Finds the virtual nodes on which the pods of a workload are scheduled, as far as the workload
#   and the known nodes tell.
package fleet.virtual_nodes.scheduling

import data.fleet.naming
import data.fleet.placement.pods.fitting_nodes
import data.fleet.virtual_nodes.intents
import data.fleet.virtual_nodes.node_selection

# METADATA
# description: |
#   The systems whose virtual nodes are the only nodes for pods of this template, each {system,
#   says}; `says` tells how that is known. Empty if machines may run the pods, and if the provider
#   is unknown. A toleration allows pods on a node and does not send them there.
required(template) := systems if {
	systems := requested(template)
	count(systems) > 0
} else := _fitting_only(template)

# METADATA
# description: The same by the template alone, without regard to the known nodes
requested(template) := _demanded(intents.of(template))

_demanded(found) := [{"system": system, "says": _said({intent | some intent in demands; intent.system == system})} |
	some system in systems
] if {
	demands := {intent | some intent in found; intent.way != "tolerations"}
	systems := {intent.system | some intent in demands} - {"virtual_kubelet"}
	count(systems) > 0
} else := [{"system": system, "says": _said(demands | {intent | some intent in found; intent.system == system})}] if {
	# The marks that all providers share say that it is a virtual node, and a toleration says whose.
	demands := {intent | some intent in found; intent.way != "tolerations"}
	count(demands) > 0
	systems := {intent.system | some intent in found} - {"virtual_kubelet"}
	count(systems) == 1
	some system in systems
} else := []

_said(found) := concat(" and ", sort({intent.says | some intent in found}))

default _fitting_only(_) := []

_fitting_only(template) := [{"system": system, "says": says}] if {
	fitting_nodes.has_virtual_nodes
	nodes := fitting_nodes.nodes(template)
	[system] := [name | some name in {node.provider | some node in nodes}]
	system != ""
	says := concat(" ", ["fits no node but", _counted(nodes, system)])
}

# METADATA
# description: |
#   The virtual nodes that can run pods of a template which asks for none, by the known nodes:
#   {says, alone, systems}. `alone` is true if no machine can run the pods. Undefined if no virtual
#   node can.
on_known_nodes(template) := {"says": _says(machines, number), "alone": alone, "systems": systems} if {
	fitting_nodes.has_virtual_nodes
	nodes := fitting_nodes.nodes(template)
	number := sum([count(node.names) | some node in nodes; node.provider != ""])
	number > 0
	machines := count([node | some node in nodes; node.provider == ""])
	alone := machines == 0
	systems := {node.provider | some node in nodes} - {""}
}

_says(0, number) := concat(" ", ["can run on no node but", naming.counted(number, "virtual node")])

_says(machines, number) := concat(" ", ["can also land on", naming.counted(number, "virtual node")]) if machines > 0

_counted(nodes, system) := naming.counted(sum([count(node.names) | some node in nodes; node.provider == system]), "virtual node")

# METADATA
# description: |
#   The systems on whose virtual nodes a DaemonSet also runs pods, each {system, says}: those of
#   known nodes that it fits, and those whose taint it tolerates by name and whose nodes it does not
#   avoid.
additional(template) := array.concat(
	[{"system": system, "says": says} |
		some system in providers
		says := concat(" ", ["fits", _counted(nodes, system)])
	],
	[{"system": intent.system, "says": intent.says} |
		some intent in intents.of(template)
		not intent.system in providers
		not node_selection.avoids(template, intent.system)
	],
) if {
	nodes := fitting_nodes.nodes(template)
	providers := {node.provider | some node in nodes} - {""}
}
