# METADATA
# title: Ownership protected
# description: A kubectl-fleet.io label or annotation that somebody else than the owner changes or removes.
# related_resources:
# - ref: https://kubectl-fleet.io/rules/ownership-protected
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: an owner whom anybody can replace answers for nothing
#   fix: let the system that manages the object change it, or a member of a break-glass group (breakGlassGroups in the settings)
#   needs: [object, old object, user]
#   misses:
#   - the first one to write a mark, whoever it is
#   - an object that is deleted and made anew
package fleet.rules.ownership_protected

import data.fleet.marks
import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": path, "message": message} if {
	some change in _changes(input.oldObject, input.object)
	not _may_change(input.oldObject, input.userInfo)
	path := concat("", ["metadata.", change.field, "[", change.key, "]"])
	mark := concat(" ", [trim_suffix(change.field, "s"), change.key])
	done := [objects.title(input.oldObject), " had ", mark, " ", change.done, " by ", input.userInfo.username]
	message := concat("", array.concat(done, [", which ", _who_may(input.oldObject), " may do."]))
}

_changes(before, after) := {{"field": field, "key": key, "done": done} |
	some field in ["labels", "annotations"]
	some key, old in before.metadata[field]
	startswith(key, "kubectl-fleet.io/")
	done := _done(old, object.get(after, ["metadata", field, key], null))
} | _hidden(before, after)

_done(_, null) := "removed"

_done(old, new) := "changed" if {
	new != null
	new != old
}

# An annotation is read before the label of the same key, so a new one takes the label's place.
_hidden(before, after) := {{"field": "annotations", "key": key, "done": "changed"} |
	some key, old in before.metadata.labels
	startswith(key, "kubectl-fleet.io/")
	not before.metadata.annotations[key]
	after.metadata.annotations[key] != old
}

_may_change(_, user) if {
	some group in user.groups
	group in _break_glass_groups
}

_may_change(manifest, user) if {
	some system in _owner_systems(manifest)
	marks.is_identity(system, user)
}

_break_glass_groups := object.get(input, ["settings", "breakGlassGroups"], data.fleet.ownership.break_glass_groups)

# What was made by hand and then taken over still says that it is managed by hand: what the new owner marks counts too.
_owner_systems(manifest) := {found.system | some found in marks.managers(manifest)} | {system |
	system := replace(objects.mark_value(manifest, "kubectl-fleet.io/managed-by"), "-", "_")
}

_who_may(manifest) := "nobody" if count(_names(manifest)) == 0

_who_may(manifest) := concat(" ", ["only", concat(" or ", _names(manifest))]) if count(_names(manifest)) > 0

_names(manifest) := array.concat(
	[data.fleet.systems[name].title | some name in _owner_systems(manifest); data.fleet.systems[name].identities],
	[concat(" ", ["the group", group]) | some group in _break_glass_groups],
)
