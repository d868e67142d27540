# METADATA
# title: Health of claims
# description: Finds claims without a volume.
package fleet.health.claims

import data.fleet.health.ages

# METADATA
# description: |
#   A problem for each claim that lost its volume or waits for one for long. A claim whose storage
#   class waits for the first Pod may stay without a volume.
problems := array.concat(_lost, _pending)

_lost := [object.union(_object(claim), {"severity": "critical", "reason": "volume is lost", "message": "volume is lost"}) |
	some claim in input.claims
	claim.status.phase == "Lost"
]

_pending := [problem |
	some claim in input.claims
	claim.status.phase == "Pending"
	ages.is_older(claim.metadata.creationTimestamp, data.fleet.health.limits.pending_minutes)
	not _waits_for_pod(claim)
	problem := object.union(_object(claim), {
		"severity": _severity,
		"reason": "no volume",
		"message": concat("", ["no volume", _detail(claim)]),
		"since": claim.metadata.creationTimestamp,
	})
]

_waits_for_pod(claim) if {
	some class in input.storageClasses
	class.metadata.name == claim.spec.storageClassName
	class.volumeBindingMode == "WaitForFirstConsumer"
	not claim.metadata.annotations["volume.kubernetes.io/selected-node"]
}

# Without the storage classes nobody knows whether the claim waits for a Pod.
default _severity := "info"

_severity := "warning" if input.storageClasses

default _detail(_) := ": no storage class"

_detail(claim) := concat(" ", [": storage class", claim.spec.storageClassName])

_object(claim) := {
	"kind": claim.kind,
	"namespace": claim.metadata.namespace,
	"name": claim.metadata.name,
	"more": ["describe", "persistentvolumeclaim", claim.metadata.name, "-n", claim.metadata.namespace],
}
