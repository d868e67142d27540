# METADATA
# title: No federated stateful workloads
# description: A stateful object that a federation placed, or is told to place, in several clusters.
# related_resources:
# - ref: https://kubectl-fleet.io/rules/no-federated-stateful
# custom:
#   action: deny
#   severity: critical
#   antipattern: federating stateful workloads
#   why: two copies of a database that do not know of each other are not one database
#   fix: deploy it in each cluster by itself (GitOps) and let the database replicate
#   needs: [object, claims, workloads]
#   misses:
#   - a claim on storage that was not shown, by which a workload would be known to hold data
package fleet.rules.no_federated_stateful

import data.fleet.federation
import data.fleet.objects
import data.fleet.stateful

words := rego.metadata.chain()[1].annotations

violations contains _violation(found.path, message, objects.type_of(found.manifest)) if {
	some found in federation.placed(input.object)
	holds := stateful.holds(found.manifest)
	message := concat("", [objects.title(found.manifest), " ", found.how, " and holds ", holds, "."])
}

violations contains _violation(found.path, message, found.type) if {
	some found in federation.named(input.object)
	holds := data.fleet.stateful.kinds[found.type].holds
	subject := concat(" ", [objects.title(input.object), found.says])
	message := concat("", [subject, ", which holds ", holds, ", for ", found.title, " to place."])
}

_violation(path, message, type) := {"path": path, "message": message, "fix": fix} if {
	fix := stateful.instead(type)
} else := {"path": path, "message": message}
