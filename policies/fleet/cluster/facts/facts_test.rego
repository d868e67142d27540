package fleet.cluster.facts_test

import data.fleet.cluster.facts

_roles(objects) := [role.title | some role in known.roles] if known := facts.facts with input as objects

test_what_was_not_read_stays_unknown if facts.facts == {} with input as {}

test_identity_of_the_cluster if {
	kube_system := {"metadata": {"name": "kube-system", "annotations": {
		"kubectl-fleet.io/cluster": "eu-1", "kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/owner": "payments",
	}}}
	known := facts.facts with input as {"namespaces": [kube_system]}
	object.remove(known, ["roles"]) == {
		"name": "eu-1", "fleet": "acme", "owner": "payments",
		"ownerFrom": "annotation kubectl-fleet.io/owner of namespace kube-system",
	}
}

test_node_as_placement_needs_it if {
	known := facts.facts with input as {"nodes": [{
		"metadata": {"name": "burst", "labels": {"type": "virtual-kubelet"}},
		"spec": {"taints": [{"key": "virtual-kubelet.io/provider", "value": "mock", "effect": "NoSchedule", "timeAdded": "x"}]},
		"status": {"conditions": [{"type": "Ready", "status": "True"}]},
	}]}
	known.nodes == [{
		"name": "burst", "labels": {"type": "virtual-kubelet"}, "ready": true, "provider": "virtual_kubelet",
		"taints": [{"key": "virtual-kubelet.io/provider", "value": "mock", "effect": "NoSchedule"}],
	}]
}

test_node_is_ready_by_its_condition_of_that_name if {
	every conditions in [
		[],
		[{"type": "Ready", "status": "Unknown"}],
		[{"type": "MemoryPressure", "status": "True"}],
	] {
		known := facts.facts with input as {"nodes": [{"metadata": {"name": "a"}, "status": {"conditions": conditions}}]}
		known.nodes[0].ready == false
	}
}

test_providers_own_mark_wins_over_the_shared_one if {
	known := facts.facts with input as {"nodes": [
		{"metadata": {"name": "aci", "labels": {"type": "virtual-kubelet"}}, "spec": {"taints": [
			{"key": "virtual-kubelet.io/provider", "value": "azure", "effect": "NoSchedule"},
		]}},
		{"metadata": {"name": "machine"}},
	]}
	[node.provider | some node in known.nodes] == ["azure_aci", ""]
}

test_claims if {
	known := facts.facts with input as {"claims": [
		{"metadata": {"name": "data", "namespace": "prod"}, "spec": {"accessModes": ["ReadWriteOnce"]}},
	]}
	known.claims == [{"namespace": "prod", "name": "data", "accessModes": ["ReadWriteOnce"]}]
}

test_member_of_karmada if {
	namespace := {"metadata": {"name": "karmada-cluster", "labels": {"karmada.io/system": "true"}}}
	_roles({"namespaces": [namespace], "apiGroups": ["apps"]}) == ["karmada member"]
}

test_control_plane_of_karmada_has_the_same_namespace if {
	namespace := {"metadata": {"name": "karmada-cluster", "labels": {"karmada.io/system": "true"}}}
	_roles({"namespaces": [namespace], "apiGroups": ["policy.karmada.io"]}) == ["karmada control plane"]
}

test_hub_of_argo_cd_by_its_controller if {
	controller := {"metadata": {"name": "argocd-application-controller", "namespace": "gitops"}}
	_roles({"workloads": [controller]}) == ["argocd hub"]
}

test_spoke_of_argo_cd_by_what_it_deployed if {
	_roles({"workloads": [{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": {"name": "web", "namespace": "prod", "annotations": {
			"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web",
		}},
	}]}) == ["argocd spoke"]
}

test_virtual_nodes_are_a_role if {
	upstream := {"metadata": {"name": "burst", "labels": {"type": "virtual-kubelet"}}}
	fargate := {"metadata": {"name": "fargate-ip-10-0-0-1", "labels": {"eks.amazonaws.com/compute-type": "fargate"}}}
	_roles({"namespaces": [], "nodes": [upstream, fargate]}) == ["EKS Fargate nodes", "virtual nodes"]
	_roles({"namespaces": [], "providers": ["eks_fargate", "virtual_kubelet"]}) == ["EKS Fargate nodes", "virtual nodes"]
}

test_version if {
	known := facts.facts with input as {"version": "v1.37.2"}
	known.version == "v1.37.2"
}

_deployment(name, metadata, pod) := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": object.union({"name": name, "namespace": "prod"}, metadata),
	"spec": {"template": {"metadata": {"labels": {"app": name}}, "spec": pod}},
}

_plain := {
	"type": "apps/Deployment", "namespace": "prod", "name": "web", "labels": {"app": "web"},
	"provider": "", "placedBy": "", "holds": "",
}

_workloads(objects) := known.workloads if known := facts.facts with input as objects

test_workload_of_which_there_is_nothing_to_say if _workloads({"workloads": [_deployment("web", {}, {})]}) == []

test_workload_of_which_there_is_nothing_to_say_where_every_one_counts if {
	_workloads({"workloads": [_deployment("web", {}, {})], "everyWorkload": true}) == [_plain]
}

test_workload_whose_pods_have_no_labels if {
	bare := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}}
	template := {"spec": {"runtimeClassName": "liqo"}}
	_workloads({"workloads": [object.union(bare, {"spec": {"template": template}})]}) == [object.union(
		object.remove(_plain, ["labels"]),
		{"labels": {}, "provider": "liqo"},
	)]
}

test_workload_that_asks_for_virtual_nodes if {
	wishing := _deployment("web", {}, {"runtimeClassName": "liqo"})
	_workloads({"workloads": [wishing]}) == [object.union(_plain, {"provider": "liqo"})]
}

test_workload_that_a_federation_placed_and_others_reflected if {
	labels := {"karmada.io/managed": "true", "kustomize.toolkit.fluxcd.io/name": "shop", "offloading.liqo.io/origin": "eu-2"}
	placed := _deployment("web", {"labels": labels}, {})
	_workloads({"workloads": [placed]}) == [object.union(_plain, {"placedBy": "karmada"})]
}

test_workload_that_holds_data_by_its_kind_or_by_a_claim if {
	pages := _deployment("web", {}, {"volumes": [{"name": "pages", "persistentVolumeClaim": {"claimName": "pages"}}]})
	claim := {"metadata": {"name": "pages", "namespace": "prod"}, "spec": {"accessModes": ["ReadWriteOnce"]}}
	[holding] := _workloads({"workloads": [pages], "claims": [claim]})
	holding.holds == "storage that one node at a time can write (volume pages)"
	_workloads({"workloads": [pages]}) == []
	database := object.union(_deployment("db", {}, {}), {"kind": "StatefulSet"})
	[stateful] := _workloads({"workloads": [database]})
	stateful.holds == "state of its own"
}

test_claims_of_the_cluster_that_was_judged_before_say_nothing if {
	pages := _deployment("web", {}, {"volumes": [{"name": "pages", "persistentVolumeClaim": {"claimName": "pages"}}]})
	known := _workloads({"workloads": [pages], "claims": []}) with data.cluster as {"claims": {"prod": {"pages": ["ReadWriteOnce"]}}}
	known == []
}

test_workloads_are_unknown_where_their_pods_or_some_kinds_were_not_read if {
	metadata := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "prod"}}
	not _workloads({"workloads": [_deployment("web", {}, {}), metadata]})
	not _workloads({"workloads": [_deployment("web", {}, {})], "incomplete": ["workloads"]})
}

test_gitops_is_known_where_all_workloads_were_read if {
	flux := _deployment("web", {"labels": {"kustomize.toolkit.fluxcd.io/name": "shop"}}, {})
	known := facts.facts with input as {"workloads": [flux]}
	known.gitops == ["flux"]
	some_known := facts.facts with input as {"workloads": [flux], "incomplete": ["workloads"]}
	not some_known.gitops
}

test_budget_without_a_selector_limits_nothing if {
	selector := {"matchLabels": {"app": "web"}}
	known := facts.facts with input as {"disruptionBudgets": [
		{"metadata": {"name": "web", "namespace": "prod"}, "spec": {"selector": selector}},
		{"metadata": {"name": "all", "namespace": "prod"}, "spec": {"selector": {}}},
		{"metadata": {"name": "none", "namespace": "prod"}, "spec": {}},
	]}
	known.disruptionBudgets == [
		{"namespace": "prod", "name": "web", "selector": selector},
		{"namespace": "prod", "name": "all", "selector": {}},
	]
}

_secret(fields) := {"metadata": {"name": "c-1", "namespace": "argocd"}, "data": {key: base64.encode(value) | some key, value in fields}}

_controller := _deployment("argocd-application-controller", {}, {})

_clusters(objects) := known.clusters if known := facts.facts with input as objects

test_registered_clusters_and_the_one_that_needs_no_registration if {
	_clusters({"workloads": [_controller], "clusters": [
		_secret({"name": "eu-1", "server": "https://eu-1:6443/"}),
		_secret({"server": "https://us-1:6443"}),
	]}) == [
		{"name": "eu-1", "server": "https://eu-1:6443"},
		{"name": "", "server": "https://us-1:6443"},
		{"name": "in-cluster", "server": "https://kubernetes.default.svc"},
	]
}

test_own_cluster_may_be_registered_under_another_name if {
	_clusters({"workloads": [_controller], "clusters": [_secret({"name": "hub", "server": "https://kubernetes.default.svc"})]}) == [
		{"name": "hub", "server": "https://kubernetes.default.svc"},
	]
}

test_without_a_hub_no_cluster_is_registered if {
	_clusters({"workloads": [], "clusters": []}) == []
	tracked := {"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:prod/web"}
	spoke := {"workloads": [_deployment("web", {"annotations": tracked}, {})], "clusters": []}
	_roles(spoke) == ["argocd spoke"]
	_clusters(spoke) == []
}

test_registered_clusters_stay_unknown_where_they_may_not_be_read if {
	not _clusters({"workloads": [_controller]})
	not _clusters({"workloads": [_controller], "incomplete": ["clusters"]})
}

test_clusters_are_known_where_it_is_not_known_what_runs_here if {
	_clusters({"clusters": [_secret({"name": "eu-1", "server": "https://eu-1:6443"})]}) == [
		{"name": "eu-1", "server": "https://eu-1:6443"},
	]
}
