package fleet.objects.scope_test

import data.fleet.objects.scope

test_kinds_with_a_namespace if {
	every api_version, kind in {"v1": "ConfigMap", "apps/v1": "Deployment", "argoproj.io/v1alpha1": "Application"} {
		scope.is_namespaced({"apiVersion": api_version, "kind": kind})
	}
}

test_kinds_without_a_namespace_or_not_known if {
	every manifest in [
		{"apiVersion": "v1", "kind": "Namespace"},
		{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole"},
		{"apiVersion": "policy.karmada.io/v1alpha1", "kind": "ClusterPropagationPolicy"},
		{"apiVersion": "example.org/v1", "kind": "Widget"},
	] {
		not scope.is_namespaced(manifest)
	}
}
