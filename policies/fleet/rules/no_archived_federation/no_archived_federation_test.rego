package fleet.rules.no_archived_federation_test

import data.fleet.rules.no_archived_federation as rule

# Its identity apart, which has a test of its own.
_told := {object.remove(violation, ["key", "reach", "clusters"]) | some violation in rule.violations}

_object(api_version, kind) := {"apiVersion": api_version, "kind": kind, "metadata": {"name": "web", "namespace": "prod"}}

_violation(kind, fix) := {"path": "apiVersion", "message": message, "fix": fix} if {
	message := concat("", [kind, " prod/web is an object of KubeFed, which is archived."])
}

_roads := [way.fix | some way in data.fleet.catalogue.systems.kubefed.instead]

test_object_of_an_archived_federation if {
	every api_version, kind in {
		"types.kubefed.io/v1beta1": "FederatedDeployment",
		"core.kubefed.io/v1beta1": "KubeFedCluster",
		"scheduling.kubefed.io/v1alpha1": "ReplicaSchedulingPreference",
	} {
		[violation.message | some violation in rule.violations] == [_violation(kind, "").message] with input as {"object": _object(api_version, kind)}
	}
}

test_road_out_of_the_kind_before_that_of_its_prefix if {
	_told == {_violation("FederatedTypeConfig", _roads[0])} with input as {
		"object": _object("core.kubefed.io/v1beta1", "FederatedTypeConfig"),
	}
}

test_road_out_of_every_federated_kind if {
	_told == {_violation("FederatedIngress", _roads[3])} with input as {
		"object": _object("types.kubefed.io/v1beta1", "FederatedIngress"),
	}
}

test_road_out_of_the_rest if {
	_told == {_violation("KubeFedConfig", _roads[4])} with input as {
		"object": _object("core.kubefed.io/v1beta1", "KubeFedConfig"),
	}
}

_system(lifecycle, category) := {"example": {
	"title": "Example", "lifecycle": lifecycle, "category": category,
	"kinds": [{"group": "example.org"}], "instead": [{"kind_prefix": "", "fix": "move on"}],
}}

test_system_is_archived_and_a_federation if {
	review := {"object": _object("example.org/v1", "Fleet")}
	count(rule.violations) == 1 with input as review with data.fleet.catalogue.systems as _system("archived", "federation")
	rule.violations == set() with input as review with data.fleet.catalogue.systems as _system("active", "federation")
	rule.violations == set() with input as review with data.fleet.catalogue.systems as _system("archived", "gitops")
}

test_object_of_another_group_or_of_a_federation_that_lives if {
	every api_version, kind in {
		"apps/v1": "Deployment",
		"v1": "ConfigMap",
		"example.org/v1": "FederatedDeployment",
		"policy.karmada.io/v1alpha1": "PropagationPolicy",
	} {
		rule.violations == set() with input as {"object": _object(api_version, kind)}
	}
}
