package fleet.review.fixes_test

import data.fleet.review.fixes

_set(metadata) := {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": metadata}

test_way_of_the_mark_names_what_places_the_object if {
	named := _set({"annotations": {"propagationpolicy.karmada.io/name": "web"}})
	contains(fixes.take_out(named, "karmada"), "PropagationPolicy web")
	applied := {"apiVersion": "work.open-cluster-management.io/v1", "kind": "AppliedManifestWork", "name": "hash-web"}
	contains(fixes.take_out(_set({"ownerReferences": [applied]}), "open_cluster_management"), "AppliedManifestWork hash-web")
}

test_way_without_a_mark_is_left_where_nothing_is_named if {
	contains(fixes.take_out(_set({}), "karmada"), "the policy in Karmada that selects it")
	contains(fixes.take_out(_set({}), "kubefed"), "FederatedStatefulSet")
}

test_name_is_the_beginning_of_the_value if {
	tracked := _set({"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/StatefulSet:shop/db"}})
	endswith(fixes.change(tracked, "argocd"), "Application shop")
}

test_value_that_is_no_name_is_not_repeated if {
	long := concat("", [concat("", ["abcdefghij" | some _ in numbers.range(1, 101)]), ":"])
	endswith(fixes.change(_set({"annotations": {"argocd.argoproj.io/tracking-id": long}}), "argocd"), "its Application")
}

test_system_that_does_not_say_it_has_no_fix if {
	not fixes.take_out(_set({}), "argocd")
	not fixes.change(_set({}), "liqo")
}
