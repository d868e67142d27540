# METADATA
# title: Explicit placement
# description: A placement that means every cluster, also those that come later.
# custom:
#   action: warn
#   severity: medium
#   antipattern: clusters as cattle
#   why: each cluster has its own version, quirks and owner; one that joins later runs what nobody chose for it
#   fix: name the clusters, or select them by a label that their owners set
#   needs: [object]
#   aspects: [everywhere, beyond]
#   no_twin: looks into values of any depth
#   misses:
#   - a group or set of clusters that itself catches all of them, and a selector by a label that all of them bear
#   - what a placement without selectors of its own is used for (Placement of Open Cluster Management, ApplicationSet); it may be namespaces alone
#   - placements of systems that are not in the catalogue
package fleet.rules.explicit_placement

import data.fleet.bounds
import data.fleet.carried
import data.fleet.objects
import data.fleet.reach
import data.fleet.selection

words := rego.metadata.chain()[1].annotations

violations contains {"path": found.path, "message": message, "key": {"system": found.system, "aspect": "everywhere"}, "fix": found.fix} if {
	not _runs_nothing(input.object)
	some found in reach.everywhere(input.object)
	message := _message(found, objects.title(input.object))
}

violations contains {"path": path, "message": message, "key": key, "fix": found.fix} if {
	some placement in carried.placing
	not _runs_nothing(placement.manifest)
	some found in reach.everywhere(placement.manifest)
	path := concat(".", [placement.path, found.path])
	key := {"subject": objects.identity(placement.manifest), "system": found.system, "aspect": "everywhere"}
	message := _message(found, concat("", [objects.title(input.object), " carries ", objects.title(placement.manifest), ", which"]))
}

violations contains {"path": "spec", "message": message, "key": {"aspect": "beyond"}} if {
	reach.says_too_much(input.object)
	message := concat(" ", [objects.title(input.object), "says in too many places to judge where it goes."])
}

violations contains bounds.objects_carried

violations contains bounds.objects_deeper

violations contains bounds.selectors

_message(found, subject) := concat("", [subject, " ", found.says, ", and so means ", found.clusters, ", also those that come later."])

# Namespaces and rights are the same in every cluster on purpose.
_runs_nothing(manifest) if {
	named := selection.named(manifest)
	types := {objects.type_of(found.manifest) | some found in carried.of(manifest)} | {found.type | some found in named}
	count(types) > 0
	every type in types {
		data.fleet.systems.kubernetes.without_workload[type]
	}
	every found in named {
		not found.sweeps
	}
}
