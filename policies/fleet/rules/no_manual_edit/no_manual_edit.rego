# METADATA
# title: No manual edits
# description: A person's change to the spec of an object that GitOps, a federation or Helm keeps as
#   it is written elsewhere.
# custom:
#   action: warn
#   severity: medium
#   antipattern: changing a cluster by hand that is written down elsewhere
#   why: its owner takes the change back, or it stays as a difference that nobody wrote down
#   fix: change it where its owner reads it, in git, in the federation's control plane or in the
#     chart
#   needs: [object, old object, user]
#   no_admission_policy: compares all fields but metadata and status, whatever they are called
#   misses:
#   - a change under the name of a service account or of another system user, e.g. system:admin of
#     k3s
#   - a change by a client that names no field manager, as some dashboards do, or one of a GitOps
#     tool or federation
#   - an object that Argo CD tracks by the label app.kubernetes.io/instance, which charts write as
#     well
package fleet.rules.no_manual_edit

import data.fleet.objects
import data.fleet.objects.marks
import data.fleet.ownership
import data.fleet.review.fixes
import data.fleet.review.identities

words := rego.metadata.chain()[1].annotations

violations contains {"path": min(places), "message": message, "fix": _fix(input.oldObject, owner.system)} if {
	not startswith(input.userInfo.username, "system:")
	owner := _owner(input.oldObject)
	_is_by_hand(owner.category)
	not _is_system(input.userInfo)
	places := _changed(input.oldObject, input.object)
	managed := [objects.title(input.oldObject), " is managed by ", owner.title, " (", marks.title(owner.mark), "), and "]
	count(places) > 0
	changed := [input.userInfo.username, " changed ", _listed(places), " by hand."]
	message := concat("", array.concat(managed, changed))
}

_fix(manifest, system) := fixes.change(manifest, system)

_fix(manifest, system) := words.custom.fix if not fixes.change(manifest, system)

# Controllers copy the marks of an object to what they make of it.
_owner(manifest) := marks.managers(manifest)[0] if not ownership.is_made_by_controller(manifest)

_is_system(user) if {
	some name, _ in data.fleet.catalogue.systems
	identities.is_identity(name, user)
}

# Systems also write under names that no data knows, e.g. an administrator's or that of a cloud's
# role: they are known by what they call themselves, or they call themselves nothing. Helm runs as
# the person who calls it.
_is_by_hand(category) if {
	category != "packaging"
	input.fieldManager != ""
	categories := _categories(input.fieldManager)
	not "federation" in categories
	not "gitops" in categories
}

_is_by_hand("packaging") if "client" in _categories(input.fieldManager)

_categories(field_manager) := {data.fleet.catalogue.systems[name].category | some name in identities.systems_of(field_manager)}

# A custom resource may have thousands of fields.
_listed(places) := concat(", ", sort(places)) if count(places) <= 20

_listed(places) := objects.listed(places) if count(places) > 20

_changed(before, after) := {concat(".", place) |
	[old, new] := [_content(before), _content(after)]
	some place in (_places(old) | _places(new))
	not objects.are_equal(object.get(old, place, null), object.get(new, place, null))
}

# A spec of thousands of fields is one place.
_places(content) := {[key] | some key, _ in content; key != "spec"} | _places_in_spec(object.get(content, "spec", {}))

_places_in_spec(spec) := {["spec", key] | some key, _ in spec} if count(spec) <= 1000

_places_in_spec(spec) := {["spec"]} if count(spec) > 1000

# Some fields are for people even on managed objects, and a change of them is no manual edit.
_content(manifest) := json.remove(manifest, ((_requests(manifest) | _restarts(manifest)) | {["metadata"], ["status"]}))

_requests(manifest) := {[request.field] |
	some system in data.fleet.catalogue.systems
	some request in system.requests
	concat("/", [request.group, request.kind]) == objects.type_of(manifest)
}

_restarts(manifest) := {_restart(manifest, array.concat(template, ["metadata", "annotations"]), key) |
	template := data.fleet.catalogue.pod_templates.kinds[objects.type_of(manifest)].template
	some system in data.fleet.catalogue.systems
	key := system.restart_annotation.key
}

# The first restart brings the annotations themselves.
_restart(manifest, annotations, key) := annotations if {
	object.keys(object.get(manifest, annotations, {})) == {key}
} else := array.concat(annotations, [key])
