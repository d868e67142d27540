# METADATA
# title: Explicit placement
# description: A placement that means every cluster, also those that come later.
# custom:
#   action: warn
#   severity: medium
#   antipattern: clusters as cattle
#   why: each cluster has its own version, quirks and owner; one that joins later runs what nobody
#     chose for it
#   fix: name the clusters, or select them by a label that their owners set
#   needs: [object]
#   checks: [everywhere, too_large]
#   no_admission_policy: looks into values of any depth
#   misses:
#   - a group or set of clusters that itself catches all of them, and a selector by a label that all
#     of them bear
#   - what a placement without selectors of its own is used for (Placement of Open Cluster
#     Management, ApplicationSet); it may be namespaces alone
#   - placements of systems that are not in the catalogue
package fleet.rules.explicit_placement

import data.fleet.objects
import data.fleet.placement.federated.embedded
import data.fleet.placement.federated.selection
import data.fleet.placement.federated.size_limits
import data.fleet.placement.federated.target_clusters

words := rego.metadata.chain()[1].annotations

violations contains {"path": found.path, "message": message, "key": {"system": found.system, "check": "everywhere"}, "fix": found.fix} if {
	not _runs_nothing(input.object)
	some found in target_clusters.everywhere(input.object)
	message := _message(found, objects.title(input.object))
}

violations contains {"path": path, "message": message, "key": key, "fix": found.fix} if {
	some placement in embedded.placements
	not _runs_nothing(placement.manifest)
	some found in target_clusters.everywhere(placement.manifest)
	path := concat(".", [placement.path, found.path])
	key := {"subject": objects.identity(placement.manifest), "system": found.system, "check": "everywhere"}
	message := _message(found, concat("", [objects.title(input.object), " carries ", objects.title(placement.manifest), ", which"]))
}

violations contains {"path": "spec", "message": message, "key": {"check": "too_large"}} if {
	target_clusters.is_too_large(input.object)
	message := concat(" ", [objects.title(input.object), "says in too many places to judge where it goes."])
}

violations contains size_limits.embedded_objects

violations contains size_limits.embedding_depth

violations contains size_limits.selectors

_message(found, subject) := concat("", [subject, " ", found.says, ", and so means ", found.clusters, ", also those that come later."])

# Namespaces and rights are the same in every cluster on purpose.
_runs_nothing(manifest) if {
	named := selection.named(manifest)
	types := {objects.type_of(found.manifest) | some found in embedded.of(manifest)} | {found.type | some found in named}
	count(types) > 0
	every type in types {
		data.fleet.catalogue.systems.kubernetes.without_workload[type]
	}
	every found in named {
		not found.whole_namespace
	}
}
