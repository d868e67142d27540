# METADATA
# title: Virtual nodes
# description: Which nodes no machine stands behind, and how a pod says that it wants one.
package fleet.virtual_nodes

import data.fleet.index
import data.fleet.objects
import data.fleet.placement
import data.fleet.selectors

# METADATA
# description: Name of the system behind a virtual node; undefined for a machine. A provider's own marks win over those that all share
provider(node) := name if {
	providers := _providers(node)
	name := min(_or(providers - {"virtual_kubelet"}, providers))
}

_or(names, _) := names if count(names) > 0

_or(names, others) := others if count(names) == 0

_providers(node) := {name |
	some name in _marked(node)
	_is_node_of(data.fleet.systems[name], node)
}

_marked(node) := {name |
	some key, _ in node.metadata.labels
	some name in index.systems.nodes[key]
} | {name |
	some taint in node.spec.taints
	some name in index.systems.nodes[taint.key]
}

_is_node_of(system, node) if {
	some label in system.nodes.labels
	node.metadata.labels[label.key] == label.value
}

_is_node_of(system, node) if {
	some mark in system.nodes.taints
	some taint in node.spec.taints
	taint.key == mark.key
	object.get(taint, "value", "") == object.get(mark, "value", object.get(taint, "value", ""))
}

# METADATA
# description: |
#   How a pod template asks for virtual nodes, one entry a place and system: {path, says, system, way}. The path is inside the
#   template; the way is the key of the mark's list in the system's intents.
wishes(template) := {object.union(wish, {"system": name, "way": way}) |
	some name in _asked(template)
	some way, marks in data.fleet.systems[name].intents
	some mark in marks
	some wish in _wish(way, mark, template)
}

# Systems of which a pod template bears a word.
_asked(template) := {name |
	some place in [["metadata", "labels"], ["metadata", "annotations"], ["spec", "nodeSelector"]]
	some key, _ in object.get(template, place, {})
	some name in index.systems.wishes[key]
} | _scheduled_for(template.spec)

_scheduled_for(spec) := union({
	{name | some toleration in spec.tolerations; some name in index.systems.wishes[toleration.key]},
	{name | some field in ["schedulerName", "runtimeClassName"]; some name in index.systems.wishes[spec[field]]},
	{name | some key in _required_keys(spec); some name in index.systems.wishes[key]},
})

_required_keys(spec) := [expression.key |
	some term in placement.required_terms(spec)
	some expression in term.matchExpressions
]

_wish("tolerations", mark, template) := [{"path": _indexed("spec.tolerations", index), "says": says} |
	some index, toleration in template.spec.tolerations
	toleration.key == mark.key
	_names_provider(toleration, mark)
	says := concat(" ", ["tolerates", mark.key])
]

_wish("node_labels", mark, template) := array.concat(_by_selector(mark, template), _by_affinity(mark, template))

_wish("pod_labels", mark, template) := [{"path": _keyed("metadata.labels", mark.key), "says": says} |
	value := template.metadata.labels[mark.key]
	_is_value(value, mark)
	says := concat(" ", ["is labelled", mark.key])
]

_wish("pod_annotations", mark, template) := [{"path": _keyed("metadata.annotations", mark.key), "says": says} |
	value := template.metadata.annotations[mark.key]
	_is_value(value, mark)
	says := concat(" ", ["is annotated", mark.key])
]

_wish("scheduler_names", mark, template) := [{"path": "spec.schedulerName", "says": says} |
	template.spec.schedulerName == mark.name
	says := concat(" ", ["asks for the scheduler", mark.name])
]

_wish("runtime_classes", mark, template) := [{"path": "spec.runtimeClassName", "says": says} |
	template.spec.runtimeClassName == mark.name
	says := concat(" ", ["asks for the runtime class", mark.name])
]

_by_selector(mark, template) := [{"path": _keyed("spec.nodeSelector", mark.key), "says": says} |
	value := template.spec.nodeSelector[mark.key]
	_is_value(value, mark)
	says := concat("", ["selects nodes with ", mark.key, "=", value])
]

_by_affinity(mark, template) := [{"path": "spec.affinity.nodeAffinity", "says": says} |
	terms := placement.required_terms(template.spec)
	count(terms) > 0
	every term in terms {
		_requires(term, mark)
	}
	says := concat(" ", ["requires nodes with", mark.key])
]

_requires(term, mark) if {
	not _excludes(term, mark)
	some expression in term.matchExpressions
	expression.key == mark.key
	_asks(expression, mark)
}

_asks(expression, mark) if {
	expression.operator == "In"
	every value in expression.values {
		_is_value(value, mark)
	}
}

_asks(expression, mark) if {
	expression.operator == "Exists"
	_tells_by_existing(mark)
}

_tells_by_existing(mark) if not mark.value

_tells_by_existing(mark) if mark.exists

_excludes(term, mark) if {
	some expression in term.matchExpressions
	expression.key == mark.key
	not selectors.holds(expression, {mark.key: mark.value})
}

# METADATA
# description: |
#   Keys of labels of virtual nodes that a required affinity allows beside others: in one of its terms, or as one of several values. Such a
#   template lets its pods land there and does not ask for it
allowed_labels(template) := {mark.key |
	some name in _asked(template)
	some mark in data.fleet.systems[name].intents.node_labels
	some term in placement.required_terms(template.spec)
	_allows(term, mark)
}

_allows(term, mark) if _requires(term, mark)

_allows(term, mark) if {
	not _excludes(term, mark)
	some expression in term.matchExpressions
	expression.key == mark.key
	expression.operator == "In"
}

_is_value(value, mark) if object.get(mark, "value", value) == value

_names_provider(toleration, mark) if _is_value(object.get(toleration, "value", ""), mark)

# Without a value (Exists) it tolerates the provider's too, and means it where the key is the provider's own.
_names_provider(toleration, mark) if {
	not toleration.value
	not _is_shared(mark.key)
}

_is_shared(key) if {
	some mark in data.fleet.systems.virtual_kubelet.intents.tolerations
	mark.key == key
}

# METADATA
# description: How the reviewed object hands pods to virtual nodes, found out once for all rules
reviewed := offerings(input.object)

# METADATA
# description: |
#   How a manifest that makes no pods hands those of its namespace to virtual nodes, one entry a system: {system, path, namespace, says,
#   forced}; forced is true where its pods can go nowhere else
offerings(manifest) := array.concat(_by_kind(manifest), _by_own_label(manifest))

_by_kind(manifest) := [offering |
	group := objects.group(manifest.apiVersion)
	some name in index.systems.offers[group]
	system := data.fleet.systems[name]
	some mark in system.intents.kinds
	mark.kind == manifest.kind
	mark.group == group
	every exception in object.get(mark, "none", []) {
		object.get(manifest, exception.path, "") != exception.value
	}
	offering := {
		"system": name,
		"path": "metadata.namespace",
		"namespace": object.get(manifest, ["metadata", "namespace"], ""),
		"says": concat(" ", ["hands the pods of its namespace to", system.title]),
		"forced": object.get(manifest, mark.forced.path, "") == mark.forced.value,
	}
]

_by_own_label(manifest) := [offering |
	objects.type_of(manifest) == "/Namespace"
	some offer in namespace_offers(manifest)
	offering := {
		"system": offer.system,
		"path": _keyed("metadata.labels", offer.label),
		"namespace": manifest.metadata.name,
		"says": concat("", ["lets its pods run on virtual nodes of ", offer.title, " (label ", offer.label, ")"]),
		"forced": false,
	}
]

# METADATA
# description: Labels by which a namespace lets its pods run on virtual nodes; each is {system, title, label}
namespace_offers(namespace) := [{"system": name, "title": system.title, "label": mark.key} |
	some name in {name | some key, _ in namespace.metadata.labels; some name in index.systems.namespaces[key]}
	system := data.fleet.systems[name]
	some mark in system.intents.namespace_labels
	value := namespace.metadata.labels[mark.key]
	_is_value(value, mark)
]

# METADATA
# description: True for a pod template that requires nodes which no virtual node of this system can be
avoids(template, system) if {
	terms := placement.required_terms(template.spec)
	count(terms) > 0
	every term in terms {
		_keeps_off(term, system)
	}
}

avoids(template, system) if {
	some label in _labels_of_nodes(system)
	template.spec.nodeSelector[label.key] != label.value
}

_keeps_off(term, system) if {
	some label in _labels_of_nodes(system)
	some expression in term.matchExpressions
	expression.key == label.key
	not selectors.holds(expression, {label.key: label.value})
}

# METADATA
# description: The label that best tells nodes of a system from others, as a required affinity may name it
label_of_nodes(system) := _labels_of_nodes(system)[0]

# What all providers share is on their nodes beside their own labels.
_labels_of_nodes(system) := [label | some name in [system, "virtual_kubelet"]; some label in data.fleet.systems[name].nodes.labels]

_indexed(path, index) := concat("", [path, "[", format_int(index, 10), "]"])

_keyed(path, key) := concat("", [path, "[", key, "]"])
