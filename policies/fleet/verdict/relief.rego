package fleet.verdict

import data.fleet.controllers
import data.fleet.history
import data.fleet.objects
import data.fleet.reach.clusters

# Why what would be refused is only warned about. To look back costs time, so only then.
default _relief(_, _, _) := {"rank": 0, "says": []}

_relief(name, violation, 0) := {"rank": _ranks.warn, "says": ["It was so before."]} if {
	_was_so_before(name, violation)
} else := {"rank": _ranks.warn, "says": [says]} if {
	maker := controllers.maker(input.object)
	_has_pod_template(objects.type_of(maker))
	says := concat("", [objects.title(maker), " was judged when it was written, and its controller made this of it."])
}

_has_pod_template(type) if data.fleet.systems.kubernetes.pod_templates[type]

_has_pod_template(type) if data.fleet.systems.kubernetes.pod_template_choices[type]

# What was so before must still be open to repair. All that is new, and all that reaches farther than before, is not.
_was_so_before(name, violation) if {
	input.operation == "UPDATE"
	is_object(input.oldObject)
	not _compares_by_itself(name)
	key := history.key(input.object, violation)
	every atom in history.atoms(violation) {
		some wider in history.containing(atom)
		_denied_before[[name, key, wider]]
	}
	not _reaches_more_clusters(violation)
}

# A rule about a change finds nothing in the old object alone.
_compares_by_itself(name) if "old object" in data.fleet.rules[name].words.custom.needs

_reaches_more_clusters(violation) if {
	violation.clusters
	not _is_within_earlier_clusters
}

_is_within_earlier_clusters if history.contained(clusters.reached(input.object), clusters.reached(input.oldObject))

# One evaluation of the old object for all findings, by the facts and settings of today.
_denied_before := denied if {
	denied := _denied with input.object as input.oldObject
}

_denied contains [name, key, atom] if {
	some [name, violation] in _found
	_rank(name, violation) == _ranks.deny
	key := history.key(input.object, violation)
	some atom in history.atoms(violation)
}
