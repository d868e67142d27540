# METADATA
# title: Values
# description: Files of values that an object of a GitOps system gives to a chart.
package fleet.gitops.sources.values

import data.fleet.gitops.content

# METADATA
# description: |
#   Value files of a source, as {path, repository, fromRoot}. `repository` is the address of the one
#   in which the file lies where that is another source of the object, or ''. `fromRoot` says that
#   the path starts at the root of its repository, and not at the chart.
files(found) := [file |
	some path in _paths(found)
	file := _file(found, path)
]

# METADATA
# description: Reasons why nobody can tell what is in the value files
unknown(found) := [concat(" ", ["its value file", path, reason]) |
	some path in _paths(found)
	reason := _reason(found, path)
]

_paths(found) := object.get(found.source, found.reading.words.value_files, [])

_reason(found, path) := "is templated" if {
	_is_filled_in(path)
} else := "is fetched from an address" if {
	contains(path, "://")
} else := "is that of a source that is not named" if {
	startswith(path, "$")
	not _repository(found, path)
}

_is_filled_in(path) if contains(path, "{{")

# A variable may stand behind the name of a source, too.
_is_filled_in(path) if contains(substring(path, 1, -1), "$")

_is_filled_in(path) if startswith(path, "${")

_file(found, path) := {"path": rest, "repository": _repository(found, path), "fromRoot": true} if {
	startswith(path, "$")
	rest := concat("/", array.slice(split(path, "/"), 1, count(split(path, "/"))))
}

_file(found, path) := {"path": path, "repository": "", "fromRoot": from_root} if {
	not startswith(path, "$")
	from_root := object.get(found.rendering, ["helm", "from_root"], false)
}

_repository(found, path) := addresses[0] if {
	name := trim_prefix(split(path, "/")[0], "$")
	addresses := [object.get(other.source, found.rendering.repository, "") |
		some other in content.sources(found.reading)
		object.get(other.source, found.rendering.name, "") == name
	]
}
