package fleet.objects.selectors_test

import data.fleet.objects.selectors

_labels := {"app": "web", "tier": "front"}

test_empty_selector_catches_all if {
	selectors.matches({}, _labels)
	selectors.matches({}, {})
}

test_every_label_has_to_match if {
	selectors.matches({"matchLabels": {"app": "web"}}, _labels)
	not selectors.matches({"matchLabels": {"app": "web", "tier": "back"}}, _labels)
	not selectors.matches({"matchLabels": {"app": "web"}}, {})
}

test_every_expression_has_to_hold if {
	web := {"key": "app", "operator": "In", "values": ["web", "api"]}
	selectors.matches({"matchExpressions": [web, {"key": "tier", "operator": "Exists"}]}, _labels)
	not selectors.matches({"matchExpressions": [web, {"key": "tier", "operator": "DoesNotExist"}]}, _labels)
	not selectors.matches({"matchLabels": {"tier": "back"}, "matchExpressions": [web]}, _labels)
}

test_keys_are_those_of_labels_and_of_expressions if {
	expressions := [{"key": "tier", "operator": "Exists"}, {"key": "app", "operator": "In", "values": ["web"]}]
	selectors.keys({"matchLabels": {"app": "web", "zone": "a"}, "matchExpressions": expressions}) == {"app", "tier", "zone"}
	selectors.keys({"matchLabels": null}) == set()
	selectors.keys({}) == set()
}

test_selectors_that_are_too_long if {
	values := [format_int(index, 10) | some index in numbers.range(1, 500)]
	selectors.is_too_long({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": values}]})
	not selectors.is_too_long({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": array.slice(values, 0, 499)}]})
	selectors.is_too_long({"matchLabels": {value: "" | some value in array.concat(values, ["another"])}})
	not selectors.is_too_long({})
}
