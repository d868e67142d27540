# METADATA
# title: Volumes
# description: Volumes of a workload's pods that a virtual node may not have.
package fleet.virtual_nodes.features.volumes

import data.fleet.objects.paths
import data.fleet.pod_templates

# METADATA
# description: Uses of a feature by a workload, in the form of fleet.virtual_nodes.features
uses("host-path", workload) := [_use(workload, index, "hostPath", "") |
	some index, volume in workload.template.spec.volumes
	volume.hostPath
]

uses("claim", workload) := [_use(workload, index, "persistentVolumeClaim", "") |
	some index, volume in workload.template.spec.volumes
	volume.persistentVolumeClaim
]

uses("claim-template", workload) := array.concat(_ephemeral_volumes(workload), _claim_templates(workload))

uses("csi-volume", workload) := [_use(workload, index, "csi", volume.csi.driver) |
	some index, volume in workload.template.spec.volumes
]

# The value is the type of a volume that is none of the above, e.g. nfs.
uses("volume", workload) := [_use(workload, index, type, type) |
	some index, volume in workload.template.spec.volumes
	some type, _ in volume
	not type in {"name", "hostPath", "persistentVolumeClaim", "ephemeral", "csi"}
]

uses("downward-api-volume", workload) := array.concat(
	[use |
		some index, volume in workload.template.spec.volumes
		some position, item in volume.downwardAPI.items
		use := _use(workload, index, paths.indexed("downwardAPI.items", position), _field(item))
	],
	[use |
		some index, volume in workload.template.spec.volumes
		some place, source in volume.projected.sources
		some position, item in source.downwardAPI.items
		path := concat(".", [paths.indexed("projected.sources", place), paths.indexed("downwardAPI.items", position)])
		use := _use(workload, index, path, _field(item))
	],
)

_ephemeral_volumes(workload) := [_use(workload, index, "ephemeral", _origin(volume.ephemeral.volumeClaimTemplate.spec)) |
	some index, volume in workload.template.spec.volumes
]

_claim_templates(workload) := [use |
	some index, claim in workload.manifest.spec.volumeClaimTemplates
	use := {
		"path": paths.indexed("spec.volumeClaimTemplates", index),
		"says": concat(" ", ["claim template", claim.metadata.name]),
		"value": _origin(claim.spec),
	}
]

# A claim on a volume that exists already says so: by its name, by a selector, or by a storage class
# of no name.
default _origin(_) := "dynamic"

_origin(claim) := "static" if claim.volumeName != ""

_origin(claim) := "static" if claim.selector

_origin(claim) := "static" if claim.storageClassName == ""

_field(source) := source.fieldRef.fieldPath

_field(source) := source.resourceFieldRef.resource

_use(workload, index, path, value) := {
	"path": pod_templates.path(workload.pod, concat(".", [paths.indexed("spec.volumes", index), path])),
	"says": concat(" ", ["volume", workload.template.spec.volumes[index].name]),
	"value": value,
}
