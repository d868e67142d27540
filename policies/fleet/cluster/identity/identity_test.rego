package fleet.cluster.identity_test

import data.fleet.cluster.identity

_kube_system := {"metadata": {"name": "kube-system", "annotations": {
	"kubectl-fleet.io/cluster": "eu-1", "kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/owner": "payments",
}}}

_fields := ["name", "fleet", "owner", "owner_source"]

_known(objects) := known if {
	known := {field: value | some field in _fields; value := identity[field]} with input as objects
}

test_identity_is_read_from_kube_system if {
	known := _known({"namespaces": [_kube_system]})
	object.filter(known, ["name", "fleet", "owner"]) == {"name": "eu-1", "fleet": "acme", "owner": "payments"}
}

test_identity_given_from_outside_wins if {
	known := _known({"namespaces": [_kube_system], "identity": {"owner": "platform", "fleet": "umbrella"}})
	object.filter(known, ["name", "fleet", "owner"]) == {"name": "eu-1", "fleet": "umbrella", "owner": "platform"}
}

test_of_several_clusters_namespaces_none_says_who_this_one_is if {
	other := {"metadata": {"name": "kube-system", "annotations": {"kubectl-fleet.io/cluster": "us-1"}}}
	_known({"namespaces": [_kube_system, _kube_system]}).name == "eu-1"
	known := _known({"namespaces": [_kube_system, other]})
	known == {}
}

test_where_the_owner_was_read if {
	every place, from in {
		"annotations": "annotation kubectl-fleet.io/owner of namespace kube-system",
		"labels": "label kubectl-fleet.io/owner of namespace kube-system",
	} {
		namespace := {"metadata": {"name": "kube-system", place: {"kubectl-fleet.io/owner": "payments"}}}
		known := _known({"namespaces": [namespace]})
		[known.owner, known.owner_source] == ["payments", from]
	}
	told := _known({"namespaces": [_kube_system], "identity": {"owner": "platform"}})
	[told.owner, told.owner_source] == ["platform", "configuration"]
	told_alone := _known({"identity": {"owner": "platform"}})
	told_alone.owner == "platform"
}

test_annotation_that_names_nobody_is_no_owner if {
	known := _known({"namespaces": [{"metadata": {
		"name": "kube-system",
		"annotations": {"kubectl-fleet.io/owner": ""},
		"labels": {"kubectl-fleet.io/owner": "payments"},
	}}]})
	known.owner == "payments"
}

test_without_kube_system_no_owner_is_known if {
	known := _known({"namespaces": [{"metadata": {"name": "shop"}}], "identity": {"name": "eu-1"}})
	not "owner" in object.keys(known)
	not "owner_source" in object.keys(known)
}

test_kube_system_without_an_owner_is_known_to_have_none if {
	known := _known({"namespaces": [{"metadata": {"name": "kube-system"}}]})
	known.owner == ""
	not known.owner_source
}
