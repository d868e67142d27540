# METADATA
# title: Federation control plane survives a failure
# description: A part of a federation's control plane that the loss of one pod or one node takes
#   away.
# custom:
#   action: warn
#   severity: high
#   antipattern: a federation control plane that is a single point of failure
#   why: while it is away no cluster of the federation gets changes or failover, and members drift
#   fix: run etcd 3 times, on claims, and all else at least twice, spread over nodes and each with a
#     PodDisruptionBudget
#   needs: [object, budgets]
#   checks: [replicas, spread, budget, volume]
#   misses:
#   - an API server of a Helm release that is not called karmada and lies outside of the namespace
#     karmada-system
#   - a hub of Open Cluster Management in hosted mode, whose namespace has any name
#   - an etcd outside of the cluster
package fleet.rules.federation_control_plane_ha

import data.fleet.cluster.control_plane
import data.fleet.known
import data.fleet.objects
import data.fleet.objects.selectors
import data.fleet.review.history

words := rego.metadata.chain()[1].annotations

violations contains object.union(_violation(part, part.paths.replicas, message, fix), _key(part, "replicas")) if {
	some part in _parts
	part.replicas > 0
	part.replicas < part.safe
	safe := format_int(part.safe, 10)
	fix := concat("", ["run it ", safe, " times, kept apart and with a PodDisruptionBudget"])
	message := _message(part, concat("", ["with ", _counted(part.replicas), ", and surviving the loss of one takes ", safe]))
}

# A part that runs once needs no spread, and a budget would only stop drains.
violations contains object.union(_violation(part, part.paths.spread, message, fix), _key(part, "spread")) if {
	some part in _parts
	part.replicas > 1
	not part.is_spread
	fix := "give it a podAntiAffinity, or topologySpreadConstraints, over nodes"
	message := _message(part, "with replicas that may all land on one node, as no podAntiAffinity or spread constraint parts them")
}

violations contains object.union(_violation(part, part.paths.budget, message, fix), _key(part, "budget")) if {
	some part in _parts
	part.replicas > 1
	not part.has_budget
	_namespace != ""
	known.cluster.disruptionBudgets
	not _is_in_budget(part.labels)
	fix := "add a PodDisruptionBudget that selects its pods"
	message := _message(part, concat("", ["without a PodDisruptionBudget in namespace ", _namespace]))
}

violations contains object.union_n([_violation(part, volume.path, message, fix), _key(part, "volume"), {"reach": reach}]) if {
	some part in _parts
	some volume in part.volumes
	fix := "keep its data on a claim for each replica"
	lost := _lost_with[volume.type]
	reach := {history.named_path(input.object, volume.path)}
	message := _message(part, concat("", ["on a volume of type ", volume.type, ", whose data is lost with the ", lost]))
}

_parts := control_plane.parts(input.object)

_lost_with := {"emptyDir": "pod", "hostPath": "node"}

# A federation whose installer decides has words of its own.
_violation(part, path, message, fix) := {"path": path, "message": message, "fix": object.get(part, "fix", fix)}

_key(part, check) := {"key": {"subject": part.title, "check": check}}

_message(part, says) := concat("", [objects.title(input.object), " runs the ", part.title, " ", says, "."])

_counted(1) := "1 replica"

_counted(number) := concat(" ", [format_int(number, 10), "replicas"]) if number != 1

_is_in_budget(labels) if {
	some budget in known.cluster.disruptionBudgets
	budget.namespace == _namespace
	selectors.matches(budget.selector, labels)
}

# A manifest may leave its namespace to whoever applies it.
_namespace := object.get(input.object.metadata, "namespace", input.namespace)
