# METADATA
# title: Generators
# description: What becomes of what a GitOps object deployed to a cluster when that cluster leaves its generator.
package fleet.generators

# METADATA
# description: |
#   Generators by which a manifest empties a cluster that leaves them, as {says, path, fix}. The reading is that of fleet.destinations.
emptying(manifest, reading) := [object.union(found, {"fix": reading.words.generators.fix}) |
	not _keeps(manifest, reading.words.generators)
	_cascades(manifest, reading.words.generators)
	some entry in _generators(manifest, reading)
	some found in array.concat(_of_clusters(entry, reading), _of_folders(entry, reading))
]

_keeps(manifest, words) if {
	some kept in words.kept
	object.get(manifest, kept.at, null) in kept.values
}

_cascades(manifest, words) if count(object.get(manifest, words.finalizers, [])) == 0

_cascades(manifest, words) if {
	some finalizer in object.get(manifest, words.finalizers, [])
	startswith(finalizer, words.finalizer)
}

_generators(manifest, reading) := array.concat(outer, inner) if {
	path := concat(".", reading.kind.generators)
	outer := _listed(object.get(manifest, reading.kind.generators, []), path)
	inner := [nested |
		some entry in outer
		some key in reading.words.generators.nested
		path_of_nested := concat(".", [entry.path, key, "generators"])
		some nested in _listed(object.get(entry.generator, [key, "generators"], []), path_of_nested)
	]
}

_listed(generators, path) := [{"generator": generator, "path": concat("", [path, "[", format_int(index, 10), "]"])} |
	some index, generator in generators
]

_of_clusters(entry, reading) := [{"path": concat(".", [entry.path, key]), "says": says} |
	some key in reading.words.generators.clusters
	is_object(entry.generator[key])
	says := concat(" ", ["the cluster leaves its generator", key])
]

# Of a generator of directories those stand for clusters that lie below `clusters`.
_of_folders(entry, reading) := [{"path": concat(".", [entry.path, key]), "says": says} |
	some key, lists in reading.words.generators.folders
	some list in lists
	some item in entry.generator[key][list]
	not item.exclude
	"clusters" in split(item.path, "/")
	says := concat("", ["the cluster's directory leaves its generator ", key, " (", item.path, ")"])
]
