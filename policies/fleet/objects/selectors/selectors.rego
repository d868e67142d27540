# METADATA
# title: Selectors
# description: Matches labels with Kubernetes selectors.
package fleet.objects.selectors

# METADATA
# description: |
#   True when a label selector (matchLabels and matchExpressions) matches these labels; an empty
#   selector matches all
matches(selector, labels) if {
	every key, value in object.get(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in object.get(selector, "matchExpressions", []) {
		holds(expression, labels)
	}
}

# METADATA
# description: Keys of the labels that a label selector names
keys(selector) := {key | some key, _ in selector.matchLabels} | {expression.key | some expression in selector.matchExpressions}

# METADATA
# description: |
#   True for a label selector that is too long to match against thousands of labels: more than 500
#   labels, expressions and values. A person writes a handful
is_too_long(selector) if {
	values := sum([count(object.get(expression, "values", [])) | some expression in selector.matchExpressions])
	count(object.get(selector, "matchLabels", {})) + (count(object.get(selector, "matchExpressions", [])) + values) > 500
}

# METADATA
# description: |
#   True when one expression, of a label selector or of a node selector, holds for these values
holds(expression, values) if {
	expression.operator == "In"
	_has_one_of(values, expression)
}

holds(expression, values) if {
	expression.operator == "NotIn"
	not _has_one_of(values, expression)
}

holds(expression, values) if {
	expression.operator == "Exists"
	values[expression.key]
}

holds(expression, values) if {
	expression.operator == "DoesNotExist"
	not values[expression.key]
}

holds(expression, values) if {
	expression.operator == "Gt"
	to_number(values[expression.key]) > to_number(expression.values[0])
}

holds(expression, values) if {
	expression.operator == "Lt"
	to_number(values[expression.key]) < to_number(expression.values[0])
}

_has_one_of(values, expression) if values[expression.key] in expression.values
