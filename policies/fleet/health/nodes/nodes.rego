# METADATA
# title: Health of nodes
# description: Finds the nodes that are not ready.
package fleet.health.nodes

import data.fleet.health.ages
import data.fleet.virtual_nodes.nodes as virtual

# METADATA
# description: A problem for each node that is not ready
problems := [problem |
	some node in input.nodes
	condition := _ready(node)
	condition.status != "True"
	is_started(node)
	problem := {
		"severity": "critical",
		"kind": "Node",
		"namespace": "",
		"name": node.metadata.name,
		"reason": concat(" ", [_sort(node), "is not ready"]),
		"message": concat("", [_sort(node), " is not ready", _cause(condition)]),
		"since": object.get(condition, "lastTransitionTime", node.metadata.creationTimestamp),
		"more": ["describe", "node", node.metadata.name],
	}
]

is_started(node) if ages.is_older(node.metadata.creationTimestamp, data.fleet.health.limits.starting_minutes)

default _ready(_) := {"status": "Unknown"}

_ready(node) := [condition |
	some condition in node.status.conditions
	condition.type == "Ready"
][0]

default _sort(_) := "node"

_sort(node) := sprintf("virtual node of %s", [data.fleet.catalogue.systems[virtual.provider(node)].title])

default _cause(_) := ""

_cause(condition) := concat("", [": ", condition.reason]) if condition.reason != ""
