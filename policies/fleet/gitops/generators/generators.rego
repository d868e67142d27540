# METADATA
# title: Generators
# description: Finds generators that delete a cluster's objects when the cluster leaves them.
package fleet.gitops.generators

import data.fleet.objects.paths
import data.fleet.objects.selectors

# METADATA
# description: |
#   The generators of a manifest that empty a cluster which leaves them, as {says, why, path, fix}.
#   The reading is that of fleet.gitops.destinations.
emptying(manifest, reading) := [object.union(found, {"fix": reading.words.generators.fix}) |
	not _keeps(manifest, reading.words.generators)
	_cascades(manifest, reading.words.generators)
	not are_too_many(manifest, reading)
	some entry in _generators(manifest, reading)
	some found in array.concat(_of_clusters(entry, reading), _of_folders(entry, reading))
]

# METADATA
# description: |
#   The number of generators, and of directories of one, up to which they are judged; a person
#   writes a handful
most := 250

# METADATA
# description: True for a manifest with too many generators, or directories of one, to judge
are_too_many(manifest, reading) if {
	_number(manifest, reading) > most
} else if {
	_number_of_folders(manifest, reading) > most
}

_number_of_folders(manifest, reading) := sum([count(entry.generator[key][list]) |
	some entry in _generators(manifest, reading)
	some key, lists in reading.words.generators.folders
	some list in lists
])

_keeps(manifest, words) if {
	some kept in words.kept
	object.get(manifest, kept.at, null) in kept.values
}

_cascades(manifest, words) if count(object.get(manifest, words.finalizers, [])) == 0

_cascades(manifest, words) if {
	some finalizer in object.get(manifest, words.finalizers, [])
	startswith(finalizer, words.finalizer)
}

# Each has the selectors that filter its results.
_generators(manifest, reading) := array.concat(outer, inner) if {
	words := reading.words.generators
	outer := [_filtered(entry, [_filter(entry, words)]) |
		some entry in _listed(object.get(manifest, reading.kind.generators, []), concat(".", reading.kind.generators))
	]
	inner := [_filtered(nested, [_filter(entry, words), _filter(nested, words)]) |
		some entry in outer
		some key, joining in words.nested
		path_of_nested := concat(".", [entry.path, key, "generators"])
		some index, nested in _listed(_joined(entry.generator, key, joining), path_of_nested)
		index == object.get(joining, "only", index)
	]
}

# Nested lists may hold thousands together, so they are counted before they are read.
_number(manifest, reading) := count(outer) + sum(inner) if {
	outer := array.slice(object.get(manifest, reading.kind.generators, []), 0, most + 1)
	inner := [count(_joined(generator, key, joining)) |
		some generator in outer
		some key, joining in reading.words.generators.nested
	]
}

_joined(generator, key, joining) := array.slice(generators, 0, object.get(joining, "only", most) + 1) if {
	generators := object.get(generator, [key, "generators"], [])
}

# object.union would copy all that is in a generator.
_filtered(entry, filters) := {"generator": entry.generator, "path": entry.path, "filters": filters}

_listed(generators, path) := [{"generator": generator, "path": paths.indexed(path, index)} |
	some index, generator in array.slice(generators, 0, most + 1)
]

_filter(entry, words) := object.get(entry.generator, words.filter.at, {})

_of_clusters(entry, reading) := [{"path": concat(".", [entry.path, key]), "says": says, "why": words.why} |
	some key, words in reading.words.generators.clusters
	is_object(entry.generator[key])
	_can_be_left(entry, key, reading.words.generators)
	says := concat(" ", ["the cluster leaves its generator", key])
]

# A generator that joins all clusters in one application never empties a single one.
_can_be_left(entry, key, words) if {
	not object.get(entry.generator[key], object.get(words.clusters[key], "joined", ""), false)
	_selects(entry, key, words)
}

_selects(_, key, words) if not words.clusters[key].selector

_selects(entry, key, words) if {
	generator := words.clusters[key]
	count(selectors.keys(object.get(entry.generator[key], generator.selector, {})) - {label | some label in generator.steady}) > 0
}

_selects(entry, _, words) if {
	some filter in entry.filters
	some key in selectors.keys(filter)
	some prefix in words.filter.of
	startswith(key, prefix)
}

# The directories below `clusters` stand for clusters.
_of_folders(entry, reading) := [{"path": concat(".", [entry.path, key]), "says": says, "why": reading.words.generators.folders_why} |
	some key, lists in reading.words.generators.folders
	some list in lists
	some item in entry.generator[key][list]
	not item.exclude
	"clusters" in split(item.path, "/")
	says := concat("", ["the cluster's directory leaves its generator ", key, " (", item.path, ")"])
]
