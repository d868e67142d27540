package fleet.review.built_in_test

import data.fleet.review.built_in

_controller(name) := {
	"username": concat(":", ["system:serviceaccount:kube-system", name]),
	"groups": ["system:serviceaccounts", "system:serviceaccounts:kube-system", "system:authenticated"],
}

_creation(user, api_version, kind) := {
	"operation": "CREATE", "subResource": "", "userInfo": user,
	"object": {"apiVersion": api_version, "kind": kind}, "oldObject": null,
}

_kubelet := {"username": "system:node:eu-1-a", "groups": ["system:nodes", "system:authenticated"]}

_manager := {"username": "system:kube-controller-manager", "groups": ["system:authenticated"]}

test_what_each_writer_creates_is_its_own if {
	every write in [
		[_controller("replicaset-controller"), "v1", "Pod"],
		[_controller("replication-controller"), "v1", "Pod"],
		[_controller("statefulset-controller"), "v1", "Pod"],
		[_controller("daemon-set-controller"), "v1", "Pod"],
		[_controller("job-controller"), "v1", "Pod"],
		[_controller("deployment-controller"), "apps/v1", "ReplicaSet"],
		[_controller("cronjob-controller"), "batch/v1", "Job"],
		[_controller("statefulset-controller"), "v1", "PersistentVolumeClaim"],
		[_controller("ephemeral-volume-controller"), "v1", "PersistentVolumeClaim"],
		[_controller("persistent-volume-binder"), "v1", "PersistentVolume"],
		[_controller("persistent-volume-binder"), "v1", "Pod"],
		[_manager, "v1", "Pod"],
		[_manager, "apps/v1", "ReplicaSet"],
		[_manager, "batch/v1", "Job"],
		[_manager, "v1", "PersistentVolumeClaim"],
		[_manager, "v1", "PersistentVolume"],
		[_kubelet, "v1", "Pod"],
		[{"username": "system:apiserver", "groups": ["system:masters"]}, "v1", "Namespace"],
	] {
		built_in.is_own_write(_creation(write[0], write[1], write[2]))
	}
}

test_what_it_does_not_create_is_not if {
	every write in [
		[_controller("replicaset-controller"), "apps/v1", "Deployment"],
		[_controller("replicaset-controller"), "example.org/v1", "Pod"],
		[_controller("deployment-controller"), "v1", "Pod"],
		[_controller("namespace-controller"), "v1", "Pod"],
		[_manager, "apps/v1", "StatefulSet"],
		[_kubelet, "v1", "PersistentVolume"],
		[{"username": "system:kube-scheduler"}, "v1", "Pod"],
		[{"username": "system:apiserver"}, "v1", "Pod"],
		[_controller("argocd-manager"), "v1", "Pod"],
		[{"username": "ann", "groups": ["system:nodes", "system:serviceaccounts:kube-system"]}, "v1", "Pod"],
	] {
		not built_in.is_own_write(_creation(write[0], write[1], write[2]))
	}
}

test_a_name_without_its_group_is_nobody if {
	every user in [_controller("replicaset-controller"), _kubelet] {
		not built_in.is_own_write(_creation({"username": user.username}, "v1", "Pod"))
		not built_in.is_own_write(_creation(object.union(user, {"groups": ["system:authenticated"]}), "v1", "Pod"))
	}
}

test_changes_are_its_own_whatever_the_kind if {
	change := {"operation": "UPDATE"}
	built_in.is_own_write(object.union(_creation(_controller("replicaset-controller"), "apps/v1", "Deployment"), change))
	built_in.is_own_write(object.union(_creation({"username": "system:kube-scheduler"}, "example.org/v1", "Any"), change))
	not built_in.is_own_write(object.union(_creation(_controller("argocd-manager"), "v1", "Pod"), change))
}

test_a_binding_is_not if {
	binding := {"subResource": "binding"}
	not built_in.is_own_write(object.union(_creation({"username": "system:kube-scheduler"}, "v1", "Binding"), binding))
	not built_in.is_own_write(object.union(_creation(_controller("daemon-set-controller"), "v1", "Pod"), binding))
}
