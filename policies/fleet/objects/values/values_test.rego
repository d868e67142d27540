package fleet.objects.values_test

import data.fleet.objects.values

test_long_value_has_content_whatever_it_holds if {
	empty := ["" | some _ in numbers.range(1, 251)]
	every value in [empty, {"matchExpressions": empty}, {"a": {"b": {"c": empty, "d": [empty, empty, empty, empty, empty, empty]}}}] {
		values.has_content(value)
	}
	some_empty := array.slice(empty, 0, 50)
	every value in [some_empty, {"matchExpressions": some_empty}, {"a": {"b": {"c": some_empty}}}] {
		not values.has_content(value)
	}
}
