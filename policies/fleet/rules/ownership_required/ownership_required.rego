# METADATA
# title: Ownership required
# description: A namespace or workload for which nobody answers.
# custom:
#   action: audit
#   severity: low
#   antipattern: clusters as cattle
#   why: what nobody answers for is repaired by nobody
#   fix: label it, or its namespace, with kubectl-fleet.io/owner
#   needs: [object, namespace, owner]
#   misses:
#   - an owner that stands in another system, e.g. a service catalogue
package fleet.rules.ownership_required

import data.fleet.objects
import data.fleet.ownership
import data.fleet.pod_templates

words := rego.metadata.chain()[1].annotations

violations contains {"path": "metadata.labels[kubectl-fleet.io/owner]", "message": message} if {
	_needs_owner(input.object)
	ownership.owner == ""
	message := concat("", [objects.title(input.object), " has no owner, and neither has ", _place(input.object), "."])
}

_needs_owner(manifest) if objects.type_of(manifest) == "/Namespace"

# An object that a controller made has the owner of its workload.
_needs_owner(manifest) if {
	count(pod_templates.of(manifest)) > 0
	not ownership.is_made_by_controller(manifest)
}

_place(manifest) := "its cluster" if manifest.kind == "Namespace"

_place(manifest) := "its namespace or cluster" if manifest.kind != "Namespace"
