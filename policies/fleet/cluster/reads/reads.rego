# METADATA
# title: Reads
# description: What is to be listed in a cluster for its facts, by whom, and what is kept of each object.
package fleet.cluster.reads

# METADATA
# description: |
#   Each list in the words of engine/cluster-facts.ts. `fields` are the paths of all that is kept beside type, name and namespace;
#   a list on the way stands for each of its elements.
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

# What stands above a Pod is told from its namesakes by its UID, and exemptions select it by its labels.
_fields(entry) := array.concat([["metadata", "uid"], ["metadata", "labels"]], sort(_marks)) if entry.into == "owners"

_fields(entry) := array.concat(array.concat([array.concat(template, field) | some field in _pod_fields], sort(_marks)), [_storage_class]) if {
	not entry.fields
	entry.into != "owners"
	template := data.fleet.catalogue.pod_templates.kinds[concat("/", [entry.group, entry.kind])].template
}

# By this a workload tells that it is meant to stretch over clusters.
_storage_class := ["spec", "volumeClaimTemplates", "spec", "storageClassName"]

_pod_fields := array.concat(data.fleet.catalogue.systems.kubernetes.pod_fields, sort({["metadata", "annotations", mark.key] |
	some system in data.fleet.catalogue.systems
	some mark in system.intents.pod_annotations
}))

# All annotations would often be the whole object once more, as kubectl applied it, and change with each new version.
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
