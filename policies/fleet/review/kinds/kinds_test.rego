package fleet.review.kinds_test

import data.fleet.review.kinds

_refused(group, kind) := refused if {
	some found in kinds.kinds
	found.group == group
	found.kind == kind
	refused := found.refused
}

test_what_makes_pods_holds_data_or_places_others_may_be_refused if {
	every type in [
		["", "Namespace"], ["", "Pod"], ["", "PersistentVolumeClaim"], ["apps", "StatefulSet"], ["batch", "CronJob"],
		["apps.kruise.io", "UnitedDeployment"], ["apps.kruise.io", "CloneSet"], ["postgresql.cnpg.io", "Cluster"],
		["policy.karmada.io", "PropagationPolicy"], ["types.kubefed.io", "Federated*"],
		["offloading.liqo.io", "NamespaceOffloading"],
	] {
		_refused(type[0], type[1]) == true
	}
}

test_of_others_is_only_warned if {
	every type in [
		["", "Service"], ["networking.k8s.io", "NetworkPolicy"], ["operator.karmada.io", "Karmada"], ["argoproj.io", "Application"],
		["core.kubefed.io", "KubeFedCluster"],
	] {
		_refused(type[0], type[1]) == false
	}
}

test_what_no_rule_speaks_of_is_not_among_them if {
	not _refused("", "Node")
	not _refused("coordination.k8s.io", "Lease")
	not _refused("", "Secret")
}

test_each_kind_is_named_once if {
	count({concat("/", [found.group, found.kind]) | some found in kinds.kinds}) == count(kinds.kinds)
}
