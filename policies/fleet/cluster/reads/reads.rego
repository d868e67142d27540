# METADATA
# title: Reads
# description: |
#   Lists the resources that are read from a cluster for its facts, the readers, and the fields that
#   are kept of each object.
package fleet.cluster.reads

# METADATA
# description: |
#   Each list has the form of Read in engine/cluster-facts.ts. `fields` are the paths that are kept
#   beside type, name and namespace. A list on a path stands for each of its elements.
reads := [read |
	some place in array.concat([system | some system in data.fleet.catalogue.systems], [{"reads": data.fleet.catalogue.exemptions.reads}, {"reads": data.fleet.catalogue.controllers.reads}])
	some entry in place.reads
	read := object.union_n([
		object.filter(entry, ["into", "group", "version", "resource", "kind", "by"]),
		_conditions(entry),
		{"fields": _fields(entry)},
	])
]

_conditions(entry) := {name: entry[key] |
	some name, key in {"labelSelector": "label_selector", "fieldSelector": "field_selector", "whenServed": "when_served"}
}

_fields(entry) := entry.fields

# The UID tells an owner of a Pod from other objects of the same name, and exemptions select owners
# by label.
_fields(entry) := array.concat([["metadata", "uid"], ["metadata", "labels"]], sort(_marks)) if entry.into == "owners"

_fields(entry) := array.concat(array.concat([array.concat(template, field) | some field in _pod_fields], sort(_marks)), [_storage_class]) if {
	not entry.fields
	entry.into != "owners"
	template := data.fleet.catalogue.pod_templates.kinds[concat("/", [entry.group, entry.kind])].template
}

# This field tells that a workload is meant to stretch over clusters.
_storage_class := ["spec", "volumeClaimTemplates", "spec", "storageClassName"]

_pod_fields := array.concat(data.fleet.catalogue.systems.kubernetes.pod_fields, sort({["metadata", "annotations", mark.key] |
	some system in data.fleet.catalogue.systems
	some mark in system.intents.pod_annotations
}))

# Only these annotations are kept. All of them often hold the whole object again, as kubectl applied
# it, and they change with each version.
_marks contains ["metadata", "ownerReferences"]

_marks contains ["metadata", place, key] if {
	some [place, field] in [["labels", "label"], ["annotations", "annotation"], ["annotations", "beside"]]
	some system in data.fleet.catalogue.systems
	some marks in system.marks
	some mark in marks
	key := mark[field]
}

_marks contains ["metadata", "labels", key] if {
	some system in data.fleet.catalogue.systems
	some role in system.roles
	some evidence in array.concat(role.all, object.get(role, "none", []))
	some key, _ in evidence.labels
}
