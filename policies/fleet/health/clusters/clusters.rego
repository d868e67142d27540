# METADATA
# title: Health of a fleet
# description: Judges what clusters answered, and their versions beside each other.
package fleet.health.clusters

import data.fleet.catalogue.api_versions

# METADATA
# description: |
#   A problem for each cluster that did not answer, that is older than the others, or that refused a
#   list; input is FleetAnswers of policies/health/fleet-answers.ts
problems := array.concat(_failed, array.concat(_behind, _unread))

_failed := [problem |
	some cluster in input.clusters
	failure := cluster.failure
	reason := _failure_words(failure)
	problem := object.union_n([_object(cluster), object.filter(failure, ["nextStep"]), {
		"severity": "critical",
		"reason": reason,
		"message": reason,
		"more": _more(failure),
	}])
]

default _more(_) := ["clusters", "-o", "wide"]

_more(failure) := ["status", "--timeout", "30s"] if failure.reason == "Timeout"

_failure_words(failure) := concat("", ["no answer yet: ", failure.message]) if failure.reason == "Timeout"

_failure_words(failure) := concat("", ["does not answer: ", failure.message]) if failure.reason != "Timeout"

_behind := [problem |
	some cluster in input.clusters
	behind := _newest - api_versions.minor(cluster.version)
	behind > data.fleet.health.limits.cluster_minors
	problem := object.union(_object(cluster), {
		"severity": "warning",
		"reason": "is far behind the newest cluster",
		"message": sprintf("%s is %d minor versions behind the newest cluster", [cluster.version, behind]),
		"more": ["clusters"],
	})
]

_newest := max([api_versions.minor(cluster.version) | some cluster in input.clusters])

_unread := [problem |
	some cluster in input.clusters
	some message in _unread_words(cluster.unread)
	problem := object.union(_object(cluster), {
		"severity": "info",
		"reason": message,
		"message": message,
		"more": ["clusters", "-o", "wide"],
	})
]

# Unknown is neither a problem nor fine.
_unread_words(unread) := array.concat(_refused_words(_refused(unread)), _broken_words(unread))

_refused(unread) := [one.list | some one in unread; one.reason == "Forbidden"]

_refused_words(lists) := [sprintf("cannot tell (needs list %s)", [concat(", ", lists)]) | count(lists) > 0]

_broken_words(unread) := [sprintf("cannot tell about %s: %s", [one.list, one.message]) |
	some one in unread
	one.reason != "Forbidden"
]

_object(cluster) := {"cluster": cluster.name, "kind": "Cluster", "namespace": "", "name": cluster.name}
