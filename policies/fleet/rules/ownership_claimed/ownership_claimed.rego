# METADATA
# title: Ownership claimed
# description: An object that names an owner for whom its writer does not speak.
# custom:
#   action: warn
#   severity: medium
#   antipattern: clusters as cattle
#   why: a team that does not know of an object answers for nothing
#   fix: let one of them name the owner
#   needs: [object, old object, user, namespace, owner]
#   misses:
#   - an owner that the settings do not map, which anybody may name
package fleet.rules.ownership_claimed

import data.fleet.objects
import data.fleet.ownership
import data.fleet.ownership.subjects
import data.fleet.review.controllers

words := rego.metadata.chain()[1].annotations

violations contains {"path": ownership.path(input.object), "message": message} if {
	owner := ownership.of_manifest(input.object)
	subjects.is_mapped(owner)
	owner != _owner_before
	not subjects.acts_for(owner, input.userInfo)
	not controllers.maker(input.object)
	claimed := [objects.title(input.object), " names owner ", owner, ", and ", input.userInfo.username]
	message := concat("", array.concat(claimed, [" does not speak for it: ", objects.only(subjects.titles(owner)), " may name it."]))
}

_owner_before := ownership.resolved(input.oldObject) if input.operation == "UPDATE"

# It is no claim to name the owner that the object would inherit.
_owner_before := ownership.inherited if input.operation == "CREATE"
