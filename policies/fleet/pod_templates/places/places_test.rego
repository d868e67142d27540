package fleet.pod_templates.places_test

import data.fleet.pod_templates.places

test_path_without_a_star_is_one_place if places.of({}, ["spec", "template"]) == [["spec", "template"]]

test_star_is_each_element_of_a_list_or_a_map if {
	places.of({"spec": {"jobs": [{}, {}]}}, ["spec", "jobs", "*", "template"]) == [
		["spec", "jobs", 0, "template"],
		["spec", "jobs", 1, "template"],
	]
	places.of({"spec": {"roles": {"worker": {}}}}, ["spec", "roles", "*"]) == [["spec", "roles", "worker"]]
	every jobs in [null, "a", [], {}] {
		places.of({"spec": {"jobs": jobs}}, ["spec", "jobs", "*"]) == []
	}
}

test_two_stars_are_lists_in_lists if {
	groups := [{"jobs": [{}]}, {"jobs": [{}, {}]}]
	places.of({"groups": groups}, ["groups", "*", "jobs", "*"]) == [
		["groups", 0, "jobs", 0],
		["groups", 1, "jobs", 0],
		["groups", 1, "jobs", 1],
	]
}

_many(number) := [{} | some _ in numbers.range(1, number)]

test_elements_are_read_up_to_a_number if {
	count(places.of({"jobs": _many(251)}, ["jobs", "*"])) == 250
	groups := [{"jobs": _many(11)} | some _ in numbers.range(1, 11)]
	count(places.of({"groups": groups}, ["groups", "*", "jobs", "*"])) == 100
	map := {format_int(index, 10): {} | some index in numbers.range(1, 1001)}
	places.of({"roles": map}, ["roles", "*"]) == []
}
