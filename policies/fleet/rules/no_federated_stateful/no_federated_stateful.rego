# METADATA
# title: No federated stateful workloads
# description: A stateful object that a federation placed or is told to place, in one cluster or in
#   several.
# custom:
#   action: deny
#   severity: critical
#   antipattern: federating stateful workloads
#   why: a federation copies or moves an object and leaves its data behind
#   fix: deploy it in each cluster by itself (GitOps) and let the database replicate
#   needs: [object, namespace, claims, workloads]
#   checks: [copy, template, embedded, asks, selects, brings, too_large]
#   misses:
#   - a claim on storage that was not shown, by which a workload would be known to hold data
#   - a generic ephemeral volume; it is deleted with its pod, so it is no state
#   - a claim that many nodes can write and that Karmada copies with its Deployment (propagateDeps);
#     the binding of the claim is seen
#   - namespaces and workloads that a placement selects by labels, for only their names are known
#     here
#   - objects of an operator in a namespace that comes with everything in it, for only workloads are
#     known
#   - storage that an operator gives to an unknown kind whose object does not ask for it, or asks in
#     specs of more than 24 KiB together
#   - charts (HelmChart of Clusternet, HelmOp of Rancher Fleet) and what Clusternet carries in
#     serialized form (Description)
#   - the pods that an operator makes in a namespace that is offloaded by Liqo
package fleet.rules.no_federated_stateful

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.placement.federated
import data.fleet.placement.federated.selection
import data.fleet.placement.federated.size_limits
import data.fleet.placement.federated.target_clusters.number
import data.fleet.review.fixes
import data.fleet.stateful
import data.fleet.stateful.advice
import data.fleet.stateful.storage

words := rego.metadata.chain()[1].annotations

violations contains object.union_n([violation, by_kind, {"fix": _fix(found, fix)}]) if {
	some found in federated.reviewed
	holds := stateful.holds(found.manifest)
	where := advice.where[_reached(found)]
	message := concat("", [objects.title(found.manifest), " ", found.how, where, " and holds ", holds, "."])
	violation := {"path": found.path, "message": message, "key": federated.key(found), "clusters": true}
	by_kind := advice.of(objects.type_of(found.manifest), _reached(found))
	fix := object.get(by_kind, "fix", words.custom.fix)
}

# The catalogue does not know whether such a kind keeps data, so the rule only warns.
violations contains object.union(advice.of(objects.type_of(found.manifest), _reached(found)), violation) if {
	some index, field in storage.asked([found.manifest | some found in federated.reviewed])
	found := federated.reviewed[index]
	where := advice.where[_reached(found)]
	message := concat("", [objects.title(found.manifest), " ", found.how, where, " and asks for storage (", field, ")."])
	key := object.union(federated.key(found), {"check": "asks"})
	fix := concat("", ["if it keeps data, ", _fix(found, "deploy it in each cluster by itself (GitOps)")])
	violation := {"path": found.path, "message": message, "key": key, "action": "warn", "fix": fix}
}

violations contains object.union(violation, advice.of(found.type, _reached(found))) if {
	some found in selection.reviewed
	message := _message(found, "", data.fleet.catalogue.stateful.kinds[found.type].holds, "")
	reach := selection.objects_of(found)
	violation := {"path": found.path, "message": message, "key": _key(found, "selects"), "reach": reach, "clusters": true}
}

violations contains object.union(violation, advice.of(found.type, _reached(found))) if {
	some found in selection.with_workloads
	not data.fleet.catalogue.stateful.kinds[found.type]
	[title, holds] := min({[naming.title(workload), workload.holds] | some workload in found.workloads})
	message := _message(found, _beside(found, title), holds, _others(count(found.workloads) - 1))
	reach := selection.workloads_as_objects(found.workloads)
	violation := {"path": found.path, "message": message, "key": _key(found, "brings"), "reach": reach, "clusters": true}
}

# A hub that runs workloads itself leaves claims out of what a namespace brings along. That setting
# is not seen.
violations contains object.union(violation, advice.of("/PersistentVolumeClaim", _reached(found))) if {
	some found in selection.reviewed
	found.whole_namespace
	not found.by
	not _bringing[found.path]
	namespace := found.selector.name
	claims := known.cluster.claims[namespace]
	claim := {"type": "/PersistentVolumeClaim", "namespace": namespace, "name": min(object.keys(claims))}
	message := _message(found, _beside(found, naming.title(claim)), "a volume's data", _others(count(claims) - 1))
	violation := {"path": found.path, "message": message, "action": "warn"}
}

violations contains size_limits.embedded_objects

violations contains size_limits.embedding_depth

violations contains size_limits.selectors

# A federation that goes on to place the object would copy over what is deployed by itself.
_fix(found, fix) := concat(", and ", [fixes.take_out(found.manifest, found.system), fix]) if {
	found.placed_as != "embedded"
} else := fix

# The number is that of the reviewed placement. An embedded placement has a number of its own, and a
# copy or its template does not tell how many copies there are.
default _reached(_) := "unknown"

_reached(found) := _number if {
	object.get(found, "placed_as", "embedded") == "embedded"
	not found.nested
	not found.by
}

default _number := "unknown"

_number := number.of(input.object)

# Paths of the selectors that select workloads, as a set for lookups.
_bringing contains found.path if some found in selection.with_workloads

_key(found, check) := {"system": found.system, "check": check}

_message(found, beside, holds, others) := concat("", [
	objects.title(input.object), " ", found.says, beside, ", which holds ", holds, others,
	", for ", found.title, " to place", advice.where[_reached(found)], ".",
])

# A selector that names the workload itself has said it already.
_beside(found, title) := concat("", [", and with it ", title]) if not _is_named(found)

_beside(found, _) := "" if _is_named(found)

_is_named(found) if {
	not found.whole_namespace
	object.get(found.selector, "name", "") != ""
}

_others(0) := ""

_others(1) := ", as does 1 more"

_others(number) := concat(" ", [", as do", format_int(number, 10), "more"]) if number > 1
