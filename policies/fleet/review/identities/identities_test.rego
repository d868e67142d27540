package fleet.review.identities_test

import data.fleet.review.identities

test_identities_with_a_group_count_in_it_alone if {
	_is_kubernetes("system:kube-scheduler", [])
	_is_kubernetes("system:node:eu-1-a", ["system:authenticated", "system:nodes"])
	not _is_kubernetes("system:node:eu-1-a", ["system:authenticated"])
	controller := "system:serviceaccount:kube-system:statefulset-controller"
	_is_kubernetes(controller, ["system:serviceaccounts:kube-system"])
	not _is_kubernetes(controller, ["system:serviceaccounts:default"])
	not identities.is_identity("kubernetes", {"username": controller})
	not _is_kubernetes("system:serviceaccount:kube-system:argocd-manager", ["system:serviceaccounts:kube-system"])
}

_is_kubernetes(username, groups) if identities.is_identity("kubernetes", {"username": username, "groups": groups})

test_field_managers_are_known_by_name_or_prefix if {
	identities.systems_of("argocd-controller") == ["argocd"]
	identities.systems_of("kubectl-edit") == ["kubectl"]
	identities.systems_of("argocd-controller-2") == []
	identities.systems_of("") == []
}

test_identities_are_those_of_one_system if {
	identities.is_identity("karmada", {"username": "system:serviceaccount:karmada-cluster:karmada-eu-1"})
	identities.is_identity("argocd", {"username": "system:serviceaccount:kube-system:argocd-manager"})
	not identities.is_identity("karmada", {"username": "system:serviceaccount:kube-system:argocd-manager"})
	not identities.is_identity("nobody", {"username": "ann"})
}
