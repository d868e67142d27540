# METADATA
# title: Federation
# description: What a federation placed, or is told to place, as far as one manifest shows it.
package fleet.federation

import data.fleet.known
import data.fleet.marks
import data.fleet.objects

# METADATA
# description: What the reviewed object shows, found out once for all rules; placed and named as below
reviewed := {"placed": placed(input.object), "named": named(input.object)}

# METADATA
# description: |
#   Whole objects that a federation places: the manifest itself by its marks, or what it carries for other clusters.
#   Each is {manifest, path, system, title, how, here}; here is true for a copy that already runs in this cluster.
placed(manifest) := array.concat(_marked(manifest), _carried(manifest))

_marked(manifest) := [found |
	some system, borne in _by_system(manifest)
	found := {
		"manifest": manifest,
		"path": borne.path,
		"system": system,
		"title": borne.title,
		"here": borne.here,
		"how": _how(manifest, borne, data.fleet.systems[system]),
	}
]

# One mark a system: a copy bears its template's marks too, and is a copy all the same.
_by_system(manifest) := {system: first |
	borne := array.concat(_borne(manifest, "member", true), _borne(manifest, "template", false))
	some system in {found.system | some found in borne}
	first := [found | some found in borne; found.system == system][0]
}

_borne(manifest, sort_of_mark, here) := [object.union(found, {"here": here}) |
	some found in marks.borne(manifest, sort_of_mark)
	found.category == "federation"
]

_how(manifest, borne, system) := concat("", ["was placed here by ", borne.title, " (", concat(", ", details), ")"]) if {
	borne.here
	details := array.concat(array.slice(_references(manifest, system), 0, 1), [marks.title(borne.mark)])
}

_how(_, borne, _) := concat("", ["is to be placed by ", borne.title, " (", marks.title(borne.mark), ")"]) if not borne.here

_references(manifest, system) := [concat(" ", [reference.kind, name]) |
	some reference in object.get(system, "references", [])
	name := _name_in(manifest, reference)
]

_name_in(manifest, reference) := manifest.metadata.annotations[reference.annotation]

_name_in(manifest, reference) := manifest.metadata.ownerReferences[marks.owner_index(manifest, reference.owner)].name

_carried(manifest) := [_carried_object(manifest, placement.system, found) |
	some placement in placements(manifest)
	some way in [_contents(manifest, placement), _content(manifest, placement), _template(manifest, placement)]
	some found in way
]

_carried_object(manifest, system, found) := object.union(found, {
	"system": system,
	"title": data.fleet.systems[system].title,
	"here": false,
	"how": concat("", ["is placed by ", data.fleet.systems[system].title, " (", objects.title(manifest), ")"]),
})

_contents(manifest, placement) := [{"manifest": content, "path": path} |
	some index, content in object.get(manifest, placement.contents, [])
	path := _indexed(placement.contents, index)
]

_content(manifest, placement) := [{"manifest": content, "path": concat(".", placement.content)} |
	content := object.get(manifest, placement.content, {})
]

_template(manifest, placement) := [{"manifest": template, "path": concat(".", placement.template)} |
	inner := object.get(manifest, placement.template, {})
	kind := trim_prefix(manifest.kind, placement.kind_prefix)
	template := object.union_n([{"kind": kind, "apiVersion": _api_version_of(kind)}, _name_of(manifest), inner])
]

# The template of a Federated<Kind> may leave out its own type and name: the wrapper says both.
_name_of(manifest) := {"metadata": object.filter(manifest.metadata, ["name", "namespace"])}

default _api_version_of(_) := "v1"

_api_version_of(kind) := concat("", [group, "/v1"]) if {
	some group in ["apps", "batch", "rbac.authorization.k8s.io"]
	_is_kind_of_kubernetes(concat("/", [group, kind]))
}

_is_kind_of_kubernetes(type) if data.fleet.systems.kubernetes.pod_templates[type]

_is_kind_of_kubernetes(type) if data.fleet.systems.kubernetes.without_workload[type]

# METADATA
# description: |
#   Kinds that a placement names without carrying them; each is {type, path, title, says, selector, namespaces, sweeps}: the selector is
#   null where the kind itself is meant, and sweeps is true for a namespace that comes with everything in it
named(manifest) := array.concat(_selected(manifest), _referenced(manifest))

_selected(manifest) := [found |
	some placement in placements(manifest)
	some index, selector in object.get(manifest, placement.selectors, [])
	found := {
		"type": _type_named(selector),
		"path": _indexed(placement.selectors, index),
		"title": data.fleet.systems[placement.system].title,
		"says": _selects(placement, selector),
		"selector": selector,
		"namespaces": _namespaces(manifest, placement),
		"sweeps": _sweeps(placement, selector),
	}
]

_selects(placement, selector) := concat(" ", ["selects", _which(selector)]) if not _sweeps(placement, selector)

_selects(placement, selector) := concat(" ", ["selects everything in", _which(selector)]) if _sweeps(placement, selector)

# Beside a namespace that is selected by name, selectors look into that namespace.
_namespaces(manifest, placement) := {selector.name |
	placement.sweeps
	some selector in object.get(manifest, placement.selectors, [])
	_type_named(selector) == "/Namespace"
}

default _sweeps(_, _) := false

_sweeps(placement, selector) if {
	_type_named(selector) == "/Namespace"
	object.get(selector, placement.sweeps.scope, "") in placement.sweeps.whole
}

_referenced(manifest) := [found |
	some placement in placements(manifest)
	some field in ["reference", "type"]
	reference := object.get(manifest, placement[field], {})
	found := {
		"type": _type_named(reference),
		"path": concat(".", placement[field]),
		"title": data.fleet.systems[placement.system].title,
		"says": concat(" ", ["names", _which(reference)]),
		"selector": {"reference": reference, "type": null}[field],
		"namespaces": set(),
		"sweeps": false,
	}
]

# Some references have group and version apart, where apiVersion may be no more than the version.
_type_named(reference) := concat("/", [_group_named(reference), reference.kind])

_group_named(reference) := reference.group if {
	reference.group
} else := reference.apiGroup if {
	reference.apiGroup
} else := objects.group(object.get(reference, "apiVersion", ""))

_which(selector) := concat("", [selector.kind, " ", selector.namespace, "/", selector.name]) if {
	selector.name
	selector.namespace
} else := concat(" ", [selector.kind, selector.name]) if {
	selector.name
} else := concat(" ", ["every", selector.kind])

# METADATA
# description: |
#   What the reviewed object names, as in named, with the workloads that it brings along: of those known to be in this cluster, the
#   ones known to hold data
brought := [object.union(found, {"workloads": workloads}) |
	some found in reviewed.named
	workloads := [workload |
		some workload in known.cluster.workloads
		workload.holds != ""
		_brings(found, object.get(input.object, ["metadata", "namespace"], ""), workload)
	]
	count(workloads) > 0
]

_brings(found, _, workload) if {
	found.sweeps
	workload.namespace == found.selector.name
}

# A selector without a namespace looks into the namespace of its policy; that of a cluster-scoped policy into all of them.
_brings(found, own_namespace, workload) if {
	workload.type == found.type
	_is_selected(found.selector, workload.name)
	namespace := _or(object.get(found.selector, "namespace", ""), own_namespace)
	_or(namespace, workload.namespace) == workload.namespace
	_is_within(found.namespaces, workload.namespace)
}

_is_within(namespaces, _) if namespaces == set()

_is_within(namespaces, namespace) if namespace in namespaces

_or(text, _) := text if text != ""

_or("", other) := other

# Labels of workloads are not known, so of a selector by labels no more is known than that it selects something.
_is_selected(selector, name) if selector.name == name

_is_selected(selector, _) if {
	object.get(selector, "name", "") == ""
	not selector.labelSelector
}

# METADATA
# description: Types of all that a placement carries or names, e.g. apps/Deployment
types(manifest) := carried | {found.type | some found in named(manifest)} if {
	carried := {objects.type_of(found.manifest) | some found in _carried(manifest)}
}

# METADATA
# description: What the data of all systems says of placements of this kind, each with its system
placements(manifest) := [object.union(placement, {"system": name}) |
	some name, system in data.fleet.systems
	some placement in system.placements
	placement.group == objects.group(manifest.apiVersion)
	_is_of(placement, manifest.kind)
]

_is_of(placement, kind) if kind in placement.kinds

_is_of(placement, kind) if startswith(kind, placement.kind_prefix)

_indexed(path, index) := concat("", [concat(".", path), "[", _index(index), "]"])

_index(index) := format_int(index, 10) if is_number(index)

_index(index) := index if is_string(index)
