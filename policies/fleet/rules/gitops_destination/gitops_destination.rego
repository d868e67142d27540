# METADATA
# title: GitOps destination
# description: A GitOps object that deploys to where it should not, or that empties a cluster which
#   leaves it.
# custom:
#   action: warn
#   severity: high
#   antipattern: clusters as cattle
#   why: what lands in the wrong cluster runs where nobody looks for it, and a hub that runs work
#     fails together with it
#   fix: name the cluster that it is meant for, as it is registered, and read that cluster's own
#     directory
#   needs: [object, clusters]
#   checks: [hub, unregistered, directory, empties, too_large]
#   misses:
#   - destinations and directories that a template fills in, and ApplicationSets with a
#     templatePatch
#   - workloads of an object that has not reported yet what it deployed
#   - a generator inside a generator inside a generator
#   - a cluster that leaves by the values that a generator adds to its parameters
package fleet.rules.gitops_destination

import data.fleet.gitops.content
import data.fleet.gitops.destinations
import data.fleet.gitops.generators
import data.fleet.known
import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": _target.path, "message": message, "fix": fix, "key": {"check": "hub"}} if {
	_target.is_here
	_has_other_clusters
	workloads := content.workloads(input.object, _reading)
	fix := "name a spoke as its destination, and exempt what the hub itself needs"
	message := _message(["deploys ", _first(workloads), " into the hub itself (", _target.says, ")"])
}

violations contains {"path": _target.path, "message": message, "fix": fix, "key": key} if {
	known.cluster.clusters
	not _target.is_here
	not _target.is_registered
	key := {"subject": _target.says, "check": "unregistered"}
	fix := "register the cluster, or correct the destination"
	message := _message(["deploys to ", _target.says, ", and no cluster is registered here as that"])
}

# In the hub itself the directory of another cluster holds what the hub deploys there.
violations contains {"path": found.path, "message": message, "fix": fix, "key": key} if {
	_target.is_registered
	not _target.is_here
	some found in content.folders(_reading)
	fix := "read the directory of the cluster that it deploys to, or correct the destination"
	key := {"subject": [_target.says, found.folder], "check": "directory"}
	others := _named_instead(split(found.folder, "/"))
	count(others) > 0
	message := _message(["deploys to ", _target.says, " from the directory of ", concat(", ", others), " (", found.folder, ")"])
}

violations contains {"path": found.path, "message": message, "why": found.why, "fix": found.fix, "key": key} if {
	some found in generators.emptying(input.object, _reading)
	key := {"subject": found.says, "check": "empties"}
	message := _message(["deletes all that it runs in a cluster as soon as ", found.says])
}

violations contains {"path": "spec", "message": message, "key": {"check": "too_large"}} if {
	generators.are_too_many(input.object, _reading)
	message := _message(["has too many generators, or directories of one, to judge"])
}

violations contains {"path": "spec", "message": message, "key": {"check": "too_large"}} if {
	content.has_too_many_folders(_reading)
	message := _message(["reads too many directories and files to judge"])
}

_reading := destinations.reading(input.object)

_hub := object.get(known.cluster, "name", "")

_target := destinations.target(_reading, object.get(known.cluster, "clusters", []), _hub)

_has_other_clusters if {
	some cluster in known.cluster.clusters
	cluster.name != _hub
	trim_right(cluster.server, "/") != _reading.words.here.server
}

# Clusters that a directory's path names; none where it names the target, too.
_named_instead(segments) := {name | some name in _clusters_in(segments); not _is_part_of_target(name)} if {
	count(_target.names & {segment | some segment in segments}) == 0
}

# An object or its namespace may be called like a cluster, but not the directory right below
# `clusters`.
_clusters_in(segments) := _cluster_names & ((found - _own_names) | below) if {
	found := {segment | some segment in segments}
	below := {segments[index + 1] | some index, "clusters" in segments}
}

_cluster_names := {cluster.name | some cluster in known.cluster.clusters}

_own_names := {
	object.get(input.object, ["metadata", "name"], ""),
	object.get(_reading.spec, _reading.words.namespace, ""),
}

# Clusters prod-eu and prod-us may share the directory prod, which is a cluster's name as well.
_is_part_of_target(name) if {
	some target in _target.names
	contains(_between_dashes(target), _between_dashes(name))
}

_between_dashes(name) := concat("", ["-", name, "-"])

_message(parts) := concat("", [objects.title(input.object), " ", concat("", parts), "."])

_first([workload]) := workload

_first(workloads) := concat("", [workloads[0], " and ", format_int(count(workloads) - 1, 10), " more"]) if count(workloads) > 1
