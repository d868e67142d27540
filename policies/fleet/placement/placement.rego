# METADATA
# title: Placement
# description: Which nodes a pod can land on, computed as the scheduler does from taints, selectors and required affinity.
package fleet.placement

import data.fleet.objects
import data.fleet.selectors

# METADATA
# description: The pod template of a workload of any kind, or the Pod itself; undefined for what makes no pods
pod_template(manifest) := template if {
	template := object.get(manifest, template_path(manifest), {})
	is_object(template.spec)
}

# METADATA
# description: Where in a workload its pod template stands, [] for the Pod itself; undefined for what makes no pods
template_path(manifest) := data.fleet.systems.kubernetes.pod_templates[objects.type_of(manifest)]

template_path(manifest) := [path |
	some path in data.fleet.systems.kubernetes.pod_template_choices[objects.type_of(manifest)]
	object.get(manifest, path, null) != null
][0]

# METADATA
# description: |
#   Parts of a workload that say for some of its pods to which nodes they go, as pod templates that say no more than that; each is
#   {template, path}
subsets(manifest) := [{"template": {"spec": spec}, "path": path} |
	fields := data.fleet.systems.kubernetes.pod_subsets[objects.type_of(manifest)]
	some index, subset in object.get(manifest, fields.path, [])
	path := concat("", [concat(".", fields.path), "[", format_int(index, 10), "]"])
	spec := {
		"tolerations": object.get(subset, fields.tolerations, []),
		"affinity": _requiring([term | some term in [subset[fields.required_term]]]),
	}
]

_requiring(terms) := {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}

# METADATA
# description: |
#   True when a pod of this template could run on the node, now or after a passing condition of the node; one without a name is any of
#   its kind
fits(template, node) if {
	object.get(template.spec, "nodeName", "") in {"", object.get(node, "name", "")}
	bears_taints(template.spec, node)
	_is_selected(template.spec, node)
	_is_in_required_affinity(template.spec, node)
}

# METADATA
# description: True when no taint keeps a pod of this spec from the node, but what Kubernetes itself says of passing conditions
bears_taints(spec, node) if {
	every taint in node.taints {
		_is_passing_or_tolerated(spec, taint)
	}
}

# Kubernetes itself taints nodes for conditions that pass: not-ready, unreachable, unschedulable, disk-pressure ...
_is_passing_or_tolerated(_, taint) if startswith(taint.key, "node.kubernetes.io/")

_is_passing_or_tolerated(_, taint) if taint.effect == "PreferNoSchedule"

_is_passing_or_tolerated(spec, taint) if {
	some toleration in spec.tolerations
	tolerates(toleration, taint)
}

# METADATA
# description: As in the core API, an empty key tolerates every taint and an empty effect every effect
tolerates(toleration, taint) if {
	object.get(toleration, "effect", "") in {"", taint.effect}
	_tolerates_key(toleration, taint)
}

_tolerates_key(toleration, _) if {
	object.get(toleration, "key", "") == ""
	toleration.operator == "Exists"
}

_tolerates_key(toleration, taint) if {
	toleration.key == taint.key
	toleration.operator == "Exists"
}

_tolerates_key(toleration, taint) if {
	toleration.key == taint.key
	object.get(toleration, "operator", "Equal") == "Equal"
	object.get(toleration, "value", "") == object.get(taint, "value", "")
}

_is_selected(spec, node) if {
	every key, value in object.get(spec, "nodeSelector", {}) {
		node.labels[key] == value
	}
}

# METADATA
# description: Terms of the required node affinity; any one of them suffices
required_terms(spec) := object.get(
	spec,
	["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"],
	[],
)

_is_in_required_affinity(spec, _) if count(required_terms(spec)) == 0

_is_in_required_affinity(spec, node) if {
	some term in required_terms(spec)
	_is_in_term(term, node)
}

_is_in_term(term, node) if {
	every expression in object.get(term, "matchExpressions", []) {
		selectors.holds(expression, node.labels)
	}
	every field in object.get(term, "matchFields", []) {
		selectors.holds(field, {"metadata.name": node.name})
	}
}
