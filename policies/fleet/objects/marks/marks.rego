# METADATA
# title: Marks
# description: |
#   The labels, annotations and owner references by which a system marks objects as its own.
package fleet.objects.marks

import data.fleet.catalogue.index
import data.fleet.objects

# METADATA
# description: |
#   Marks of a type (member, template, manager) on a manifest, each with its system and its path in
#   the manifest
on(manifest, sort_of_mark) := [found |
	some name in _systems(manifest, index.systems.marks[sort_of_mark])
	system := data.fleet.catalogue.systems[name]
	some mark in system.marks[sort_of_mark]
	path := _path(manifest, mark)
	found := {"system": name, "title": system.title, "category": system.category, "mark": mark, "path": path}
]

_systems(manifest, by_word) := {name |
	some place in ["labels", "annotations"]
	some word, _ in manifest.metadata[place]
	some name in by_word[word]
} | {name |
	some reference in manifest.metadata.ownerReferences
	some name in by_word[reference.kind]
}

# The path of a mark in the manifest; undefined if the manifest does not have the mark.
_path(manifest, mark) := concat("", ["metadata.labels[", mark.label, "]"]) if {
	value := manifest.metadata.labels[mark.label]
	_has_value(manifest, mark, value)
}

_path(manifest, mark) := concat("", ["metadata.annotations[", mark.annotation, "]"]) if {
	value := manifest.metadata.annotations[mark.annotation]
	_has_value(manifest, mark, value)
	_has_companion(manifest, mark)
}

_path(manifest, mark) := concat("", ["metadata.ownerReferences[", format_int(owner_index(manifest, mark.owner), 10), "]"])

# METADATA
# description: |
#   Index of the first owner reference of a manifest that leads to this group and kind, in whatever
#   version; undefined without one
owner_index(manifest, owner) := min([index |
	some index, reference in manifest.metadata.ownerReferences
	reference.kind == owner.kind
	objects.group(reference.apiVersion) == owner.group
])

_has_value(_, mark, value) if mark.value == value

_has_value(manifest, mark, value) if mark.self_reference == _self_reference(manifest, value)

_has_value(_, mark, _) if {
	not mark.value
	not mark.self_reference
}

# Some annotations count only beside another one.
_has_companion(_, mark) if not mark.beside

_has_companion(manifest, mark) if manifest.metadata.annotations[mark.beside]

# Argo CD writes <app>:<group>/<Kind>:<namespace>/<name>. Controllers copy annotations to the
# objects that they make, so a copy names another object than its own. For a cluster-scoped object
# the namespace is that of the application.
_self_reference(manifest, value) := "argocd" if {
	[_, type, full_name] := split(value, ":")
	type == objects.type_of(manifest)
	[namespace, name] := split(full_name, "/")
	name == manifest.metadata.name
	object.get(manifest.metadata, "namespace", namespace) == namespace
}

# METADATA
# description: How a mark is named to a person, e.g. label karmada.io/managed
title(mark) := concat(" ", ["label", mark.label])

title(mark) := concat(" ", ["annotation", mark.annotation])

title(mark) := concat(" ", ["owner reference", mark.owner.kind])

# METADATA
# description: |
#   The types of marks that tell the manager, the first one wins. A copy that a federation placed
#   keeps the marks of its template, so the federation comes before GitOps. GitOps tools render
#   charts, so they come before Helm
of_managers := [["member", "federation"], ["manager", "gitops"], ["manager", "packaging"]]

# METADATA
# description: Marks of the systems that manage a manifest, the one that decides first
managers(manifest) := [entry[2] | some entry in sort(_managers(manifest))]

# Wasm visits the keys of an object in no order.
_managers(manifest) := [[rank, found.system, found] |
	some rank, [sort_of_mark, category] in of_managers
	some found in on(manifest, sort_of_mark)
	found.category == category
]

# METADATA
# description: |
#   Names of the systems that manage a manifest by a mark that has the same value before and after a
#   change
lasting_managers(before, after) := {found.system |
	some found in managers(before)
	some kept in managers(after)
	[kept.system, kept.mark] == [found.system, found.mark]
	value(before, found.mark) == value(after, found.mark)
}

# METADATA
# description: |
#   The value of a mark in a manifest; for an owner reference, the name of the owner. Undefined if
#   the manifest does not have the mark
value(manifest, mark) := manifest.metadata.labels[mark.label]

value(manifest, mark) := manifest.metadata.annotations[mark.annotation]

value(manifest, mark) := manifest.metadata.ownerReferences[owner_index(manifest, mark.owner)].name
