# METADATA
# title: Destinations
# description: |
#   Reads objects that deploy others for a GitOps system, and finds the cluster to which they
#   deploy.
package fleet.gitops.destinations

import data.fleet.objects

# METADATA
# description: |
#   How to read an object that deploys others, {words, kind, spec}; undefined for other objects.
#   Only kinds of a group with a domain deploy others.
reading(manifest) := {"words": system.destinations, "kind": kind, "spec": object.get(manifest, kind.spec, {})} if {
	contains(objects.group(manifest.apiVersion), ".")
	some system in data.fleet.catalogue.systems
	kind := system.destinations.kinds[objects.type_of(manifest)]
	not _is_patched(manifest, kind)
}

_is_patched(manifest, kind) if object.get(manifest, kind.patch, "") != ""

# METADATA
# description: |
#   The cluster to which it deploys, as {is_here, is_registered, names, says, path}; undefined if
#   the cluster is templated or not named. `clusters` are the registered ones, and `hub` is the name
#   of the object's own cluster, '' if unknown.
target(reading, clusters, hub) := found if {
	server := trim_right(object.get(reading.spec, reading.words.server, ""), "/")
	is_literal(server)
	names := {cluster.name | some cluster in clusters; trim_right(cluster.server, "/") == server}
	found := {
		"is_here": count({reading.words.here.server, hub} & (names | {server})) > 0,
		"is_registered": count(names) > 0,
		"names": names,
		"says": server,
		"path": path(reading, reading.words.server),
	}
}

target(reading, clusters, hub) := found if {
	object.get(reading.spec, reading.words.server, "") == ""
	name := object.get(reading.spec, reading.words.name, "")
	is_literal(name)
	found := {
		"is_here": name in {reading.words.here.name, hub},
		"is_registered": name in _names(clusters),
		"names": {name},
		"says": name,
		"path": path(reading, reading.words.name),
	}
}

target(reading, _, _) := found if {
	object.get(reading.spec, reading.words.remote, null) == null
	place := path(reading, reading.words.remote)
	says := concat(" ", ["no", place])
	found := {"is_here": true, "is_registered": false, "names": set(), "says": says, "path": place}
}

target(reading, clusters, hub) := found if {
	name := trim_suffix(object.get(reading.spec, reading.words.secret.at, ""), reading.words.secret.suffix)
	name in _names(clusters)
	place := path(reading, reading.words.secret.at)
	found := {"is_here": name == hub, "is_registered": true, "names": {name}, "says": name, "path": place}
}

_names(clusters) := {cluster.name | some cluster in clusters}

# METADATA
# description: True for a text that is there and that no template fills in
is_literal(value) if {
	value != ""
	not contains(value, "{{")
}

# METADATA
# description: A path in the spec of the reading, as a person writes it in the manifest
path(reading, steps) := concat(".", array.concat(reading.kind.spec, steps))
