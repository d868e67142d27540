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
	nodes := fitting.nodes(template)
	[system] := [name | some name in {node.provider | some node in nodes}]
	system != ""
	says := concat(" ", ["fits no node but", _counted(nodes, system)])
}

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
