# METADATA
# title: Version skew of a cluster
# description: Finds kubelets whose version the API server does not support.
package fleet.health.skew

import data.fleet.catalogue.api_versions
import data.fleet.virtual_nodes.nodes as virtual

# METADATA
# description: |
#   A problem for each node with an unsupported kubelet. A virtual node has no kubelet of its own,
#   and writes any version.
problems := [problem |
	server := api_versions.minor(input.version)
	some node in input.nodes
	kubelet := api_versions.minor(node.status.nodeInfo.kubeletVersion)
	reason := _reason(server - kubelet)
	not virtual.provider(node)
	problem := {
		"severity": "warning",
		"kind": "Node",
		"namespace": "",
		"name": node.metadata.name,
		"reason": reason,
		"message": sprintf("%s: kubelet %s, API server %s", [reason, node.status.nodeInfo.kubeletVersion, input.version]),
		"more": ["describe", "node", node.metadata.name],
	}
]

_reason(behind) := "kubelet is newer than the API server" if behind < 0

_reason(behind) := "kubelet is too old for the API server" if behind > data.fleet.health.limits.kubelet_minors
