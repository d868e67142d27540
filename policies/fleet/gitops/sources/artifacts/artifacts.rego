# METADATA
# title: Artifacts
# description: Sources that are made from parts of other sources.
package fleet.gitops.sources.artifacts

import data.fleet.gitops.sources.obstacles
import data.fleet.objects

# METADATA
# description: |
#   Sources that the object makes, as {name, copies}. A copy has the files below the folder `from`
#   of another source below the folder `to`; single files and other globs are left out. `reference`
#   and `elsewhere` are those of a folder of that source.
made(manifest) := [artifact |
	some system in data.fleet.catalogue.systems
	system.artifacts.kind == objects.type_of(manifest)
	namespace := object.get(manifest, ["metadata", "namespace"], "")
	sources := _sources(manifest, namespace)
	some one in manifest.spec.artifacts
	artifact := {
		"name": _name(system.artifacts.makes, namespace, one.name),
		"copies": [copy | some entry in one.copy; copy := _copy(entry, sources)],
	}
]

# By alias; the first of one that is named twice.
_sources(manifest, namespace) := {alias: found[0] |
	some alias in {source.alias | some source in manifest.spec.sources}
	found := [{"reference": _name(source.kind, object.get(source, "namespace", namespace), source.name), "kind": source.kind} |
		some source in manifest.spec.sources
		source.alias == alias
	]
}

_copy(entry, sources) := {
	"reference": source.reference,
	"elsewhere": obstacles.elsewhere({"reference": source, "rendering": _rendering, "source": {}, "path": ""}),
	"from": trim_suffix(trim_suffix(path, "**"), "/"),
	"to": trim(trim_prefix(entry.to, "@artifact"), "/"),
} if {
	endswith(entry.from, "/**")
	parts := split(entry.from, "/")
	source := sources[trim_prefix(parts[0], "@")]
	path := concat("/", array.slice(parts, 1, count(parts)))
	not contains(trim_suffix(path, "**"), "*")
	object.get(entry, "exclude", []) == []
}

_rendering := {"repositories": {type: way | some system in data.fleet.catalogue.systems; some one in system.rendering; some type, way in one.repositories}}

_name(kind, namespace, name) := concat("/", [kind, namespace, name])
