# METADATA
# title: Ownership protected
# description: An owner that somebody takes away from an object without speaking for it. The webhook
#   keeps the owner, and refuses what it could not keep.
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: an owner whom anybody can replace answers for nothing
#   fix: let one of them change it
#   needs: [object, old object, user, namespace, owner]
#   misses:
#   - an object that is deleted and made anew, or made with another owner in a namespace that names
#     one
package fleet.rules.ownership_protected

import data.fleet.objects
import data.fleet.objects.marks
import data.fleet.ownership
import data.fleet.ownership.subjects
import data.fleet.review.controllers
import data.fleet.review.identities

words := rego.metadata.chain()[1].annotations

violations contains {"path": _path, "message": message} if {
	_before != _after
	subjects.is_mapped(_before)
	not _may_change
	message := concat("", [objects.title(input.oldObject), " has owner ", _before, ": ", reason, "."])
}

violations contains {"path": _path, "message": message, "action": "warn", "fix": fix} if {
	_before != _after
	not subjects.is_mapped(_before)
	ownership.of_manifest(input.oldObject)
	message := concat("", [objects.title(input.oldObject), " had owner ", _before, ": ", _done, "."])
	fix := concat(" ", ["owners in the settings says who may change", _before])
}

# An owner that the namespace names is protected too. Otherwise two steps would take an object away:
# to drop the label that the namespace repeats, and to name another owner. A cluster's owner is free
# to be replaced, because nobody has said it of the object.
_before := ownership.said_of(input.oldObject)

_after := ownership.resolved(input.object)

_path := ownership.path(input.object)

_path := ownership.path(input.oldObject) if not ownership.path(input.object)

# METADATA
# description: Why the owner may not be changed by this user, in words
reason := concat("", [objects.only(_who_may), " may change it, and ", _done])

_done := concat(" ", [input.userInfo.username, "gives it to", _after]) if ownership.of_manifest(input.object)

_done := concat(" ", [input.userInfo.username, "leaves it to", _heir]) if not ownership.of_manifest(input.object)

_heir := _after if _after != ""

_heir := "nobody" if _after == ""

_may_change if subjects.acts_for(_before, input.userInfo)

_may_change if {
	some system in _lasting_managers
	identities.is_identity(system, input.userInfo)
}

# It copies to what it makes what its parent says.
_may_change if objects.identity(controllers.maker(input.oldObject)) == objects.identity(controllers.maker(input.object))

# Only by a mark that was there before and stays: otherwise it could be given away and taken by
# whoever writes it.
_lasting_managers := marks.lasting_managers(input.oldObject, input.object)

_who_may := array.concat(subjects.titles(_before), [data.fleet.catalogue.systems[name].title |
	some name in sort(_lasting_managers)
	data.fleet.catalogue.systems[name].identities
])
