# METADATA
# title: Federation control plane survives a failure
# description: A part of a federation's control plane that the loss of one pod or one node takes away.
# related_resources:
# - ref: https://kubectl-fleet.io/rules/federation-control-plane-ha
# custom:
#   action: warn
#   severity: high
#   antipattern: a federation control plane that is a single point of failure
#   why: while it is away no cluster of the federation gets changes or failover, and members drift
#   fix: run etcd 3 times on claims and all else at least twice, spread over nodes, each with a PodDisruptionBudget
#   needs: [object, budgets]
#   misses:
#   - an API server of a Helm release that is not called karmada and lies outside of the namespace karmada-system
#   - a hub of Open Cluster Management in hosted mode, whose namespace has any name
#   - an etcd outside of the cluster
package fleet.rules.federation_control_plane_ha

import data.fleet.control_plane
import data.fleet.known
import data.fleet.objects
import data.fleet.selectors

words := rego.metadata.chain()[1].annotations

violations contains _violation(part, part.paths.replicas, message) if {
	some part in _parts
	part.replicas > 0
	part.replicas < part.safe
	safe := format_int(part.safe, 10)
	message := _message(part, concat("", ["with ", _counted(part.replicas), ", and surviving the loss of one takes ", safe]))
}

# Of a part that runs once there is nothing to keep apart, and a budget would only stop drains.
violations contains _violation(part, part.paths.spread, message) if {
	some part in _parts
	part.replicas > 1
	not part.is_spread
	message := _message(part, "with replicas that may all land on one node, as no podAntiAffinity or spread constraint parts them")
}

violations contains _violation(part, part.paths.budget, message) if {
	some part in _parts
	part.replicas > 1
	not part.has_budget
	namespace := _namespace(part.pods)
	known.cluster.disruptionBudgets
	not _is_in_budget(namespace, part.pods.labels)
	message := _message(part, concat("", ["without a PodDisruptionBudget in namespace ", namespace]))
}

violations contains _violation(part, volume.path, message) if {
	some part in _parts
	some volume in part.volumes
	lost := _lost_with[volume.type]
	message := _message(part, concat("", ["on a volume of type ", volume.type, ", whose data is lost with the ", lost]))
}

_parts := control_plane.parts(input.object)

_lost_with := {"emptyDir": "pod", "hostPath": "node"}

_violation(part, path, message) := object.union(object.filter(part, ["fix"]), {"path": path, "message": message})

_message(part, says) := concat("", [objects.title(input.object), " runs the ", part.title, " ", says, "."])

_counted(1) := "1 replica"

_counted(number) := concat(" ", [format_int(number, 10), "replicas"]) if number > 1

# A manifest may leave its namespace to whoever applies it.
_namespace(pods) := pods.namespace if pods.namespace != ""

_namespace(pods) := input.namespace if {
	pods.namespace == ""
	input.namespace != ""
}

_is_in_budget(namespace, labels) if {
	some budget in known.cluster.disruptionBudgets
	budget.namespace == namespace
	selectors.matches(budget.selector, labels)
}
