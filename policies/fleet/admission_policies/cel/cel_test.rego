package fleet.admission_policies.cel_test

import data.fleet.admission_policies.cel

_bears(mark) := cel.bears("object", {"marks": {"member": [mark]}}, "member")

test_marks if {
	_bears({"label": "a/b"}) == "('a/b' in object.metadata.?labels.orValue({}))"
	_bears({"label": "a/b", "value": "true"}) == "(object.metadata.?labels.orValue({})[?'a/b'].orValue('') == 'true')"
	_bears({"annotation": "a/b", "beside": "c/d"}) == concat("", [
		"('a/b' in object.metadata.?annotations.orValue({})",
		" && 'c/d' in object.metadata.?annotations.orValue({}))",
	])
	_bears({"owner": {"group": "a.io", "kind": "Work"}}) == concat("", [
		"(object.metadata.?ownerReferences.orValue([])",
		".exists(owner, owner.kind == 'Work' && owner.apiVersion.startsWith('a.io/')))",
	])
	contains(_bears({"annotation": "a/id", "self_reference": "argocd"}), "split(':').size() == 3")
}

test_several_marks_are_alternatives if {
	system := {"marks": {"member": [{"label": "a"}, {"label": "b"}]}}
	cel.bears("oldObject", system, "member") == concat(" || ", [
		"('a' in oldObject.metadata.?labels.orValue({}))",
		"('b' in oldObject.metadata.?labels.orValue({}))",
	])
}

test_identities if {
	cel.is_identity({"identities": [{"user": "ann"}, {"prefix": "system:node:"}]}) == concat(" || ", [
		`(request.userInfo.username in ["ann"]`,
		`request.userInfo.username.startsWith('system:node:'))`,
	])
	cel.is_identity({"identities": [{"user": "ann"}, {"user": "bob", "group": "ops"}]}) == concat(" || ", [
		`(request.userInfo.username in ["ann"])`,
		`'ops' in request.userInfo.?groups.orValue([]) && (request.userInfo.username in ["bob"])`,
	])
}

_keeps(mark) := cel.keeps({"marks": {"manager": [mark]}}, "manager")

test_marks_that_stay if {
	_keeps({"label": "a/b"}) == concat("", [
		"('a/b' in oldObject.metadata.?labels.orValue({}) && 'a/b' in object.metadata.?labels.orValue({}) &&",
		" oldObject.metadata.?labels.orValue({})[?'a/b'] == object.metadata.?labels.orValue({})[?'a/b'])",
	])
	endswith(_keeps({"owner": {"group": "a.io", "kind": "Work"}}), "a.io/'))[?0].?name)")
	contains(_keeps({"annotation": "a/b"}), "oldObject.metadata.?annotations.orValue({})[?'a/b'] == object")
}
