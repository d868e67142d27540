package fleet.cluster.roles_test

import data.fleet.cluster.roles

_deployed_by(annotations, labels) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "web", "namespace": "prod", "annotations": annotations, "labels": labels},
}

_by_argo_cd := _deployed_by({"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"}, {})

_by_flux := _deployed_by({}, {"kustomize.toolkit.fluxcd.io/name": "shop"})

test_gitops_whose_marks_workloads_bear if {
	roles.gitops == ["argocd", "flux"] with input as {"workloads": [_by_argo_cd, _by_flux]}
}

test_gitops_that_runs_here if {
	roles.gitops == ["argocd"] with input as {"workloads": [], "apiGroups": ["argoproj.io"], "namespaces": [{"metadata": {
		"name": "argocd",
	}}]}
}

test_neither_packages_nor_federations_are_gitops if {
	roles.gitops == [] with input as {"workloads": [
		_deployed_by({"meta.helm.sh/release-name": "web"}, {}),
		_deployed_by({}, {"karmada.io/managed": "true"}),
	]}
}

test_without_anything_read_no_part_is_known if {
	not roles.evident with input as {"nodes": []}
}

_titles(objects) := [part.title | some part in parts] if parts := roles.evident with input as objects

_controller(name, namespace, labels) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": name, "namespace": namespace, "labels": labels},
}

_flux := {"app.kubernetes.io/part-of": "flux"}

test_workload_shows_a_part_in_its_own_namespace_and_with_its_labels if {
	_titles({"workloads": [_controller("karmada-agent", "karmada-system", {})]}) == ["karmada member"]
	_titles({"workloads": [_controller("karmada-agent", "test", {})]}) == []
	_titles({"workloads": [_controller("kustomize-controller", "flux-system", _flux)]}) == ["flux"]
	_titles({"workloads": [_controller("kustomize-controller", "flux-system", {})]}) == []
}

test_namespace_shows_a_part_with_its_labels_and_not_where_a_workload_has_to if {
	_titles({"namespaces": [{"metadata": {"name": "karmada-cluster", "labels": {"karmada.io/system": "true"}}}]}) == ["karmada member"]
	_titles({"namespaces": [{"metadata": {"name": "karmada-cluster"}}]}) == []
	_titles({"namespaces": [{"metadata": {"name": "karmada-system"}}]}) == []
}

test_what_tells_of_a_part_is_told_of_and_of_what_bears_the_same_mark_the_first if {
	plain := _controller("web", "prod", {})
	agent := _controller("karmada-agent", "karmada-system", {})
	first := _controller("a", "prod", _flux_made)
	workloads := [plain, first, agent, _controller("b", "prod", _flux_made), _by_argo_cd]
	told := roles.telling with input as {"workloads": workloads}
	{workload.metadata.name | some workload in told} == {"a", "karmada-agent", "web"}
	_by_argo_cd in told
	not plain in told
}

test_what_is_telling_says_as_much_as_all if {
	workloads := [
		_by_flux, _by_argo_cd, _by_flux,
		_controller("karmada-agent", "karmada-system", {}), _controller("web", "prod", {"karmada.io/managed": "true"}),
	]
	told := roles.telling with input as {"workloads": workloads}
	_titles({"workloads": told}) == _titles({"workloads": workloads})
	roles.gitops == ["argocd", "flux"] with input as {"workloads": told}
}

_flux_made := {"kustomize.toolkit.fluxcd.io/name": "shop"}
