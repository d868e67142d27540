package fleet.health.skew_test

import data.fleet.health.skew

_found(kubelet, labels) := all if all := [problem.message | some problem in skew.problems] with input as {
	"version": "v1.36.3",
	"nodes": [{"metadata": {"name": "a", "labels": labels}, "status": {"nodeInfo": {"kubeletVersion": kubelet}}}],
}

test_supported_kubelets if {
	count(_found("v1.36.3", {})) == 0
	count(_found("v1.33.0", {})) == 0
	count(_found("strange", {})) == 0
}

test_unsupported_kubelets if {
	_found("v1.37.0", {}) == ["kubelet is newer than the API server: kubelet v1.37.0, API server v1.36.3"]
	_found("v1.32.9", {}) == ["kubelet is too old for the API server: kubelet v1.32.9, API server v1.36.3"]
}

test_virtual_node_has_no_kubelet if count(_found("v1.20.0", {"liqo.io/type": "virtual-node"})) == 0
