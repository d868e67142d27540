# METADATA
# title: Placement
# description: Where a workload says how its pods are and to which nodes they go.
package fleet.placement

import data.fleet.objects

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
# description: Terms of the required node affinity; any one of them suffices
required_terms(spec) := object.get(
	spec,
	["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"],
	[],
)
