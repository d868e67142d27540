package fleet.facts_test

import data.fleet.facts

_kube_system := {"metadata": {"name": "kube-system", "annotations": {
	"kubectl-fleet.io/cluster": "eu-1", "kubectl-fleet.io/fleet": "acme", "kubectl-fleet.io/owner": "payments",
}}}

_roles(objects) := [role.title | some role in known.roles] if known := facts.facts with input as objects

test_what_was_not_read_stays_unknown if facts.facts == {} with input as {}

test_identity_is_read_from_kube_system if {
	known := facts.facts with input as {"namespaces": [_kube_system]}
	object.filter(known, ["name", "fleet", "owner"]) == {"name": "eu-1", "fleet": "acme", "owner": "payments"}
}

test_identity_given_from_outside_wins if {
	known := facts.facts with input as {"namespaces": [_kube_system], "identity": {"owner": "platform"}}
	known.owner == "platform"
	known.name == "eu-1"
}

test_kube_system_without_an_owner_is_known_to_have_none if {
	known := facts.facts with input as {"namespaces": [{"metadata": {"name": "kube-system"}}]}
	known.owner == ""
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
}

test_version if {
	known := facts.facts with input as {"version": "v1.37.2"}
	known.version == "v1.37.2"
}
