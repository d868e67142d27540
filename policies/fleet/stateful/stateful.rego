# METADATA
# title: Stateful
# description: Finds objects that hold data which a second copy elsewhere would not share.
package fleet.stateful

import data.fleet.known
import data.fleet.objects
import data.fleet.objects.values
import data.fleet.pod_templates

_single_writer_modes := {"ReadWriteOnce", "ReadWriteOncePod"}

# METADATA
# description: |
#   The data that a manifest holds in words, e.g. PostgreSQL data; undefined if none is known
holds(manifest) := what if {
	what := data.fleet.catalogue.stateful.kinds[objects.type_of(manifest)].holds
} else := "storage of its own (volumeClaimTemplates)" if {
	_has_claim_template(manifest)
} else := what if {
	what := min(_stateful_templates(manifest))
} else := concat("", ["storage that one node at a time can write (volume ", volume, ")"]) if {
	volume := min(_single_writer_volumes(manifest))
}

_has_claim_template(manifest) if {
	claims := object.get(manifest, data.fleet.catalogue.stateful.claim_templates[objects.type_of(manifest)], [])
	count(claims) > 0
}

_stateful_templates(manifest) := {template.holds |
	some template in data.fleet.catalogue.stateful.stateful_templates[objects.type_of(manifest)]
	_is_filled(template, object.get(manifest, template.path, null))
}

_is_filled(template, value) if {
	not template.has
	values.has_content(value)
}

_is_filled(template, items) if {
	some item in items
	some field in template.has
	item[field]
}

# A generic ephemeral volume is deleted with its pod, so it is no state. A claim tells how it may be
# written. An unknown claim tells nothing.
_single_writer_volumes(manifest) := {volume.name |
	claims := known.cluster.claims[_namespace(manifest)]
	some pod in pod_templates.of(manifest)
	some volume in pod.template.spec.volumes
	some mode in claims[volume.persistentVolumeClaim.claimName]
	_single_writer_modes[mode]
}

_namespace(manifest) := object.get(manifest, ["metadata", "namespace"], object.get(input, "namespace", ""))

# METADATA
# description: |
#   True for a workload all of whose claim templates ask for the storage class of a virtual-node
#   system. Such a workload is meant to stretch over clusters
asks_for_storage_of(manifest, system) if {
	claims := manifest.spec.volumeClaimTemplates
	count(claims) > 0
	every claim in claims {
		claim.spec.storageClassName in data.fleet.catalogue.systems[system].stateful.storage_classes
	}
}
