# METADATA
# title: Intents
# description: Finds the fields by which a pod template asks for virtual nodes.
package fleet.virtual_nodes.intents

import data.fleet.catalogue.index
import data.fleet.objects.paths
import data.fleet.placement.pods.constraints
import data.fleet.virtual_nodes.marks
import data.fleet.virtual_nodes.node_selection

# METADATA
# description: |
#   The fields of a pod template that ask for virtual nodes, each {path, says, system, way}. The
#   path is inside the template, and the way is the key of the mark's list in the system's intents.
#   A template may ask the same thousands of times; the path is then the first.
of(template) := {object.union(intent, {"system": name, "way": way}) |
	some name in _asked(template)
	some way, listed in data.fleet.catalogue.systems[name].intents
	some mark in listed
	some intent in _by(way, mark, template)
}

# Systems whose intents have a key or name that is in the pod template.
_asked(template) := union({_borne_by(template), _scheduled_for(template.spec), node_selection.named_by_affinity(template)})

_borne_by(template) := {name |
	some place in [["metadata", "labels"], ["metadata", "annotations"], ["spec", "nodeSelector"]]
	some key, _ in object.get(template, place, {})
	some name in index.systems.intents[key]
}

_scheduled_for(spec) := union({
	{name | some toleration in constraints.tolerations_of(spec); some name in index.systems.intents[toleration.key]},
	{name | some field in ["schedulerName", "runtimeClassName"]; some name in index.systems.intents[spec[field]]},
})

_by("tolerations", mark, template) := [{"path": paths.indexed("spec.tolerations", places[0]), "says": says} |
	places := [place |
		some place, toleration in constraints.tolerations_of(template.spec)
		toleration.key == mark.key
		_names_provider(toleration, mark)
	]
	count(places) > 0
	says := concat(" ", ["tolerates", mark.key])
]

_by("node_labels", mark, template) := array.concat(_by_selector(mark, template), _by_affinity(mark, template))

_by("pod_labels", mark, template) := [{"path": paths.keyed("metadata.labels", mark.key), "says": says} |
	marks.matches(mark, template.metadata.labels[mark.key])
	says := concat(" ", ["is labelled", mark.key])
]

_by("pod_annotations", mark, template) := [{"path": paths.keyed("metadata.annotations", mark.key), "says": says} |
	marks.matches(mark, template.metadata.annotations[mark.key])
	says := concat(" ", ["is annotated", mark.key])
]

_by("scheduler_names", mark, template) := [{"path": "spec.schedulerName", "says": says} |
	template.spec.schedulerName == mark.name
	says := concat(" ", ["asks for the scheduler", mark.name])
]

_by("runtime_classes", mark, template) := [{"path": "spec.runtimeClassName", "says": says} |
	template.spec.runtimeClassName == mark.name
	says := concat(" ", ["asks for the runtime class", mark.name])
]

_by_selector(mark, template) := [{"path": paths.keyed("spec.nodeSelector", mark.key), "says": says} |
	value := template.spec.nodeSelector[mark.key]
	marks.matches(mark, value)
	says := concat("", ["selects nodes with ", mark.key, "=", value])
]

_by_affinity(mark, template) := [{"path": "spec.affinity.nodeAffinity", "says": says} |
	node_selection.requires(template, mark)
	says := concat(" ", ["requires nodes with", mark.key])
]

_names_provider(toleration, mark) if marks.matches(mark, object.get(toleration, "value", ""))

# Without a value (Exists) it tolerates the provider's taint too. It counts if the key is the
# provider's own.
_names_provider(toleration, mark) if {
	not toleration.value
	not _is_shared(mark.key)
}

_is_shared(key) if {
	some mark in data.fleet.catalogue.systems.virtual_kubelet.intents.tolerations
	mark.key == key
}
