package fleet.review.controllers_test

import data.fleet.review.controllers

_rollouts := {"username": "system:serviceaccount:argo-rollouts:argo-rollouts"}

_replica_set(references) := {
	"apiVersion": "apps/v1", "kind": "ReplicaSet",
	"metadata": {"name": "web-7d9f", "namespace": "prod", "ownerReferences": references},
}

_reference := {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "name": "web", "controller": true}

_maker(references, review) := maker if maker := controllers.maker(_replica_set(references)) with input as object.union({"namespace": "prod"}, review)

test_maker_is_the_controller_that_the_writer_is_known_for if {
	_maker([_reference], {"userInfo": _rollouts}) == {
		"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": "web", "namespace": "prod"},
	}
}

test_reference_of_another_writer_or_to_another_kind_is_forged if {
	not _maker([_reference], {"userInfo": {"username": "ann"}})
	not _maker([_reference], {"userInfo": {"username": "system:serviceaccount:prod:argo-rollouts"}})
	not _maker([object.union(_reference, {"kind": "Workflow"})], {"userInfo": _rollouts})
	not _maker([object.union(_reference, {"apiVersion": "example.com/v1"})], {"userInfo": _rollouts})
	not _maker([object.union(_reference, {"controller": false})], {"userInfo": _rollouts})
	not _maker([], {"userInfo": _rollouts})
}

test_settings_name_controllers_too if {
	settings := {"controllers": [{"serviceAccount": "databases:operator", "of": [{"group": "example.com", "kind": "Database"}]}]}
	reference := {"apiVersion": "example.com/v1", "kind": "Database", "name": "orders", "controller": true}
	operator := {"username": "system:serviceaccount:databases:operator"}
	_maker([reference], {"userInfo": operator, "settings": settings}).metadata.name == "orders"
	not _maker([reference], {"userInfo": operator, "settings": {}})
	not _maker([_reference], {"userInfo": operator, "settings": settings})
	not _maker([reference], {"userInfo": {"username": "system:serviceaccount:databases:default"}, "settings": settings})
}

test_namespace_is_that_of_the_request_where_the_manifest_has_none if {
	bare := object.remove(_replica_set([_reference]).metadata, ["namespace"])
	maker := controllers.maker({"kind": "ReplicaSet", "metadata": bare}) with input as {"userInfo": _rollouts, "namespace": "test"}
	maker.metadata.namespace == "test"
}

_known := {
	"argo-rollouts:argo-rollouts": {"argoproj.io/Rollout"},
	"kruise-system:kruise-manager": {
		"apps.kruise.io/CloneSet", "apps.kruise.io/DaemonSet", "apps.kruise.io/StatefulSet", "apps.kruise.io/UnitedDeployment",
	},
	"cnpg-system:cnpg-manager": {"postgresql.cnpg.io/Cluster"},
}

test_each_installation_controls_its_own_kinds_and_no_others if {
	every account, types in _known {
		_controlled(account) == types
	}
	_controlled("default:default") == set()
}

_controlled(account) := {type |
	some type in (union({types | some types in _known}) | {"apps/ReplicaSet", "apps.kruise.io/SidecarSet"})
	[group, kind] := split(type, "/")
	reference := {"apiVersion": concat("/", [group, "v1"]), "kind": kind, "name": "web", "controller": true}
	_maker([reference], {"userInfo": {"username": concat(":", ["system:serviceaccount", account])}})
}
