# METADATA
# title: Network policies and virtual nodes
# description: A NetworkPolicy that selects pods on virtual nodes where nobody enforces it.
# custom:
#   action: warn
#   severity: medium
#   antipattern: taking a virtual node for a machine
#   why: what would enforce the policy runs on machines only, so the pods are as open as without it
#   fix: restrict them where they run (security group, network of the provider), or let them run on
#     machines
#   needs: [object, workloads]
#   checks: [selects, too_large]
#   misses:
#   - workloads that came after the policy
#   - pods that end up on virtual nodes without asking for them
package fleet.rules.network_policy_on_virtual_node

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.objects.selectors

words := rego.metadata.chain()[1].annotations

violations contains {"path": "spec.podSelector", "message": message, "key": key, "reach": names} if {
	objects.type_of(input.object) == "networking.k8s.io/NetworkPolicy"
	some provider in {workload.provider | some workload in _selected}
	key := {"system": provider, "check": "selects"}
	names := {naming.title(workload) | some workload in _selected; workload.provider == provider}
	message := concat("", [
		objects.title(input.object), " selects the pods of ", objects.listed(names),
		" on ", data.fleet.catalogue.systems[provider].title, " nodes, where it is not enforced.",
	])
}

violations contains {"path": "spec.podSelector", "message": message, "key": {"check": "too_large"}} if {
	objects.type_of(input.object) == "networking.k8s.io/NetworkPolicy"
	selectors.is_too_long(_selector)
	message := concat(" ", [objects.title(input.object), "selects pods by too many terms to judge."])
}

_selector := object.get(input.object, ["spec", "podSelector"], {})

_selected := [workload |
	not selectors.is_too_long(_selector)
	some workload in known.cluster.workloads
	workload.namespace == object.get(input.object, ["metadata", "namespace"], object.get(input, "namespace", ""))
	data.fleet.catalogue.systems[workload.provider].network_policy.enforced == false
	selectors.matches(_selector, workload.labels)
]
