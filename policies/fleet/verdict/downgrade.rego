package fleet.verdict

import data.fleet.objects
import data.fleet.placement.federated.target_clusters.comparison
import data.fleet.review.controllers
import data.fleet.review.history

# The reason why a denial becomes a warning. To look back costs time, so this is computed for
# denials alone.
default _downgrade(_, _, _) := {"rank": 0, "says": []}

_downgrade(name, violation, 0) := {"rank": _ranks.warn, "says": ["It was so before."]} if {
	_was_so_before(name, violation)
} else := {"rank": _ranks.warn, "says": [says]} if {
	_is_so_in_maker(name, violation)
	says := concat("", ["It is so in ", objects.title(input.maker), ", of which its controller made this."])
}

# An object with an old finding stays open to repair. A new finding is refused, and so is an old one
# that is about more than before.
_was_so_before(name, violation) if {
	input.operation == "UPDATE"
	is_object(input.oldObject)
	not _compares_by_itself(name)
	_is_among(name, history.key(input.object, violation), violation, _denied_before)
	not _reaches_more_clusters(violation)
}

# A finding that is also on the maker of the object is not refused. The subject of the two differs.
_is_so_in_maker(name, violation) if {
	_is_maker
	not _compares_by_itself(name)
	_is_among(name, _without_subject(history.key(input.object, violation)), violation, _denied_in_maker)
}

_is_maker if objects.identity(controllers.maker(input.object)) == objects.identity(input.maker)

# A rule about a change finds nothing in the old object alone.
_compares_by_itself(name) if "old object" in data.fleet.rules[name].words.custom.needs

# An object that broke the rule in too many places is open to repair as well.
_is_among(name, _, _, denied) if denied[[name, "too many", []]]

_is_among(name, key, violation, denied) if {
	every element in history.elements(violation) {
		_is_contained(name, key, element, denied)
	}
}

_is_contained(name, key, element, denied) if denied[[name, key, element]]

_is_contained(name, key, element, denied) if {
	not denied[[name, key, element]]
	some wider in history.wider(element)
	denied[[name, key, wider]]
}

_reaches_more_clusters(violation) if {
	violation.clusters
	not _is_within_earlier_clusters
}

_is_within_earlier_clusters if comparison.is_within(input.object, input.oldObject)

# One evaluation of the old object for all findings, by the facts and settings of today.
_denied_before := denied if {
	denied := _denied with input.object as input.oldObject
}

_denied_in_maker := {[name, _without_subject(key), element] | some [name, key, element] in denied} if {
	denied := _denied with input.object as input.maker
}

_without_subject(key) := object.remove(key, ["subject"]) if is_object(key)

_without_subject(key) := key if not is_object(key)

_denied contains [name, key, element] if {
	some [name, violation] in _found
	_rank(name, violation) == _ranks.deny
	key := history.key(input.object, violation)
	some element in history.elements(violation)
}

# METADATA
# description: |
#   The object whose findings decide about a denial, {maker: {apiVersion, kind, namespace, name}},
#   if it was not shown. Empty for no such object, so that the object is fetched for a refused
#   request alone
default maker := {}

maker := {"maker": {"apiVersion": found.apiVersion, "kind": found.kind, "namespace": found.metadata.namespace, "name": found.metadata.name}} if {
	not allowed
	not input.maker
	found := controllers.maker(input.object)
}
