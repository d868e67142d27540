package fleet.health.claims_test

import data.fleet.health.claims

_claim(created, phase, spec) := {
	"kind": "PersistentVolumeClaim",
	"metadata": {"name": "a", "namespace": "shop", "creationTimestamp": created},
	"spec": spec,
	"status": {"phase": phase},
}

_found(claim, objects) := all if all := [[problem.severity, problem.message] | some problem in claims.problems] with input as object.union(
	{"now": "2026-12-01T12:00:00Z", "claims": [claim]},
	objects,
)

_old := "2026-12-01T09:00:00Z"

_late := {"storageClasses": [{"metadata": {"name": "late"}, "volumeBindingMode": "WaitForFirstConsumer"}]}

test_lost_volume if _found(_claim(_old, "Lost", {}), {}) == [["critical", "volume is lost"]]

test_claim_without_volume if {
	_found(_claim(_old, "Pending", {"storageClassName": "fast"}), _late) == [["warning", "no volume: storage class fast"]]
	_found(_claim(_old, "Pending", {}), _late) == [["warning", "no volume: no storage class"]]
	count(_found(_claim("2026-12-01T11:58:00Z", "Pending", {}), _late)) == 0
}

test_claim_that_waits_for_a_pod if {
	claim := _claim(_old, "Pending", {"storageClassName": "late"})
	count(_found(claim, _late)) == 0
	chosen := {"metadata": {"annotations": {"volume.kubernetes.io/selected-node": "b"}}}
	count(_found(object.union(claim, chosen), _late)) == 1
}

test_without_storage_classes_nobody_knows if {
	_found(_claim(_old, "Pending", {"storageClassName": "late"}), {}) == [["info", "no volume: storage class late"]]
}
