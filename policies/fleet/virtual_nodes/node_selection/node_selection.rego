# METADATA
# title: Node selection
# description: |
#   The node affinity and the node selector of a pod template, as far as they require, allow or
#   avoid virtual nodes.
package fleet.virtual_nodes.node_selection

import data.fleet.catalogue.index
import data.fleet.objects.selectors
import data.fleet.placement.pods.constraints
import data.fleet.virtual_nodes.marks
import data.fleet.virtual_nodes.nodes

# METADATA
# description: Names of the systems that know a label in the required affinity of a template
named_by_affinity(template) := {name |
	some term in constraints.required_terms(template.spec)
	some expression in term.matchExpressions
	some name in index.systems.intents[expression.key]
}

# METADATA
# description: |
#   True when every term of the required affinity of a template asks for nodes with this label of
#   virtual nodes
requires(template, mark) if {
	terms := constraints.required_terms(template.spec)
	count(terms) > 0
	every term in terms {
		_requires(term, mark)
	}
}

_requires(term, mark) if {
	not _excludes(term, mark)
	some expression in term.matchExpressions
	expression.key == mark.key
	_asks(expression, mark)
}

_asks(expression, mark) if {
	expression.operator == "In"
	every value in expression.values {
		marks.matches(mark, value)
	}
}

_asks(expression, mark) if {
	expression.operator == "Exists"
	_tells_by_existing(mark)
}

_tells_by_existing(mark) if not mark.value

_tells_by_existing(mark) if mark.exists

_excludes(term, mark) if {
	some expression in term.matchExpressions
	expression.key == mark.key
	not selectors.holds(expression, {mark.key: mark.value})
}

# METADATA
# description: |
#   Keys of labels of virtual nodes that a required affinity allows beside other nodes: in one of
#   its terms, or as one of several values. Such a template lets its pods run there and does not ask
#   for it.
allowed_labels(template) := {mark.key |
	some name in named_by_affinity(template)
	some mark in data.fleet.catalogue.systems[name].intents.node_labels
	some term in constraints.required_terms(template.spec)
	_allows(term, mark)
}

_allows(term, mark) if _requires(term, mark)

_allows(term, mark) if {
	not _excludes(term, mark)
	some expression in term.matchExpressions
	expression.key == mark.key
	expression.operator == "In"
}

# METADATA
# description: |
#   True for a pod template that requires nodes which no virtual node of this system can be
avoids(template, system) if {
	terms := constraints.required_terms(template.spec)
	count(terms) > 0
	every term in terms {
		_keeps_off(term, system)
	}
}

avoids(template, system) if {
	some label in nodes.labels(system)
	template.spec.nodeSelector[label.key] != label.value
}

_keeps_off(term, system) if {
	some label in nodes.labels(system)
	some expression in term.matchExpressions
	expression.key == label.key
	not selectors.holds(expression, {label.key: label.value})
}
