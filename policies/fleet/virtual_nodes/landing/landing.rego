# METADATA
# title: Landing
# description: On whose virtual nodes the pods of a workload end up, as far as the workload and the cluster's nodes tell.
package fleet.virtual_nodes.landing

import data.fleet.naming
import data.fleet.placement.fitting
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.wishes

# METADATA
# description: |
#   The systems whose nodes are the only ones for pods of this template, each as {system, says} with how that is known. Empty where
#   machines may take them, and where the provider is not known. A toleration lets pods land somewhere and sends them nowhere.
only(template) := landings if {
	landings := asked(template)
	count(landings) > 0
} else := _fitting_only(template)

# METADATA
# description: The same as far as the template alone tells, whatever nodes there are
asked(template) := _demanded(wishes.of(template))

_demanded(wishes) := [{"system": system, "says": _said({wish | some wish in demands; wish.system == system})} |
	some system in systems
] if {
	demands := {wish | some wish in wishes; wish.way != "tolerations"}
	systems := {wish.system | some wish in demands} - {"virtual_kubelet"}
	count(systems) > 0
} else := [{"system": system, "says": _said(demands | {wish | some wish in wishes; wish.system == system})}] if {
	# The marks that all providers share say that it is a virtual node, and a toleration says whose.
	demands := {wish | some wish in wishes; wish.way != "tolerations"}
	count(demands) > 0
	systems := {wish.system | some wish in wishes} - {"virtual_kubelet"}
	count(systems) == 1
	some system in systems
} else := []

_said(wishes) := concat(" and ", sort({wish.says | some wish in wishes}))

default _fitting_only(_) := []

_fitting_only(template) := [{"system": system, "says": says}] if {
	fitting.has_virtual_nodes
	nodes := fitting.nodes(template)
	[system] := [name | some name in {node.provider | some node in nodes}]
	system != ""
	says := concat(" ", ["fits no node but", _counted(nodes, system)])
}

# METADATA
# description: |
#   The virtual nodes on which pods of a template can end up that ask for none, as the known nodes tell: {says, alone, systems}. `alone` is
#   true if no machine takes the pods. Undefined if no virtual node takes them.
by_nodes(template) := {"says": _says(machines, number), "alone": alone, "systems": systems} if {
	fitting.has_virtual_nodes
	nodes := fitting.nodes(template)
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
#   The systems on whose nodes a DaemonSet puts pods beside others, each as {system, says}: those of known nodes that it fits, and those
#   whose taint it tolerates by name and from whose nodes it does not keep away.
also(template) := array.concat(
	[{"system": system, "says": says} |
		some system in providers
		says := concat(" ", ["fits", _counted(nodes, system)])
	],
	[{"system": wish.system, "says": wish.says} |
		some wish in wishes.of(template)
		not wish.system in providers
		not node_selection.avoids(template, wish.system)
	],
) if {
	nodes := fitting.nodes(template)
	providers := {node.provider | some node in nodes} - {""}
}
