# METADATA
# title: Facts
# description: |
#   Reads the facts of a cluster from its raw objects (ClusterObjects of engine/cluster-facts.ts). A
#   fact is unknown if its list was not read, or not as a whole.
package fleet.cluster.facts

import data.fleet.cluster.identity
import data.fleet.cluster.roles
import data.fleet.cluster.workloads
import data.fleet.virtual_nodes.nodes

facts["name"] := identity.name

facts["fleet"] := identity.fleet

facts["owner"] := identity.owner

facts["ownerFrom"] := identity.owner_source

facts["version"] := input.version

facts["nodes"] := _nodes

facts["claims"] := _claims

# Some workloads are known to hold data by their claims only.
facts["workloads"] := known if known := _workloads with input.cluster as {"claims": _known_claims}

facts["disruptionBudgets"] := [_budget(budget) | some budget in input.disruptionBudgets; budget.spec.selector] if {
	_is_whole("disruptionBudgets")
}

facts["roles"] := array.concat(roles.evident, roles.of_virtual_nodes(_providers))

facts["gitops"] := roles.gitops if _is_whole("workloads")

facts["clusters"] := array.concat(_registered, _own) if _is_whole("clusters")

_is_whole(list) if {
	input[list]
	not list in object.get(input, "incomplete", [])
}

_nodes := [_node(node) | some node in input.nodes] if _is_whole("nodes")

_node(node) := {
	"name": node.metadata.name,
	"labels": object.get(node, ["metadata", "labels"], {}),
	"taints": [object.filter(taint, ["key", "value", "effect"]) | some taint in object.get(node, ["spec", "taints"], [])],
	"ready": _is_ready(node),
	"provider": _provider(node),
}

default _is_ready(_) := false

_is_ready(node) if {
	some condition in node.status.conditions
	condition.type == "Ready"
	condition.status == "True"
}

default _provider(_) := ""

_provider(node) := nodes.provider(node)

# A cluster may have thousands of nodes. They are read in parts, and the providers come with the
# last part.
_providers := {node.provider | some node in _nodes; node.provider != ""} | {name | some name in input.providers}

_claims := [_claim(claim) | some claim in input.claims] if _is_whole("claims")

default _known_claims := []

_known_claims := _claims

_claim(claim) := {
	"namespace": object.get(claim, ["metadata", "namespace"], "default"),
	"name": claim.metadata.name,
	"accessModes": [mode | some mode in claim.spec.accessModes; is_string(mode)],
}

# A list of metadata alone tells nothing about pods.
_workloads := [fact |
	some workload in input.workloads
	some fact in workloads.facts(workload)
	_is_of_interest(fact)
] if {
	_is_whole("workloads")
	every workload in input.workloads {
		workload.spec
	}
}

# No rule needs a workload that asks for no virtual node, that no federation placed and that holds
# no data. A cluster has thousands of such workloads.
_is_of_interest(fact) if {
	some field in ["provider", "placedBy", "holds"]
	fact[field] != ""
}

_is_of_interest(_) if input.everyWorkload

_budget(budget) := {
	"namespace": budget.metadata.namespace,
	"name": budget.metadata.name,
	"selector": budget.spec.selector,
}

# Argo CD keeps a cluster as a Secret, which has its fields in base64.
_registered := [cluster |
	some secret in input.clusters
	cluster := {
		"name": base64.decode(object.get(secret, ["data", "name"], "")),
		"server": trim_right(base64.decode(secret.data.server), "/"),
	}
]

# The cluster in which a hub runs needs no registration there. Flux registers none, so it has no
# name for its own.
_own := [{"name": here.name, "server": here.server} |
	some part in roles.evident
	part.role == "hub"
	here := data.fleet.catalogue.systems[part.system].destinations.here
	not here.server in {cluster.server | some cluster in _registered}
]
