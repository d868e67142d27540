package fleet.pod_templates.path_patterns_test

import data.fleet.pod_templates.path_patterns

test_path_without_a_star_is_one_place if path_patterns.paths({}, ["spec", "template"]) == [["spec", "template"]]

test_star_is_each_element_of_a_list_or_a_map if {
	path_patterns.paths({"spec": {"jobs": [{}, {}]}}, ["spec", "jobs", "*", "template"]) == [
		["spec", "jobs", 0, "template"],
		["spec", "jobs", 1, "template"],
	]
	path_patterns.paths({"spec": {"roles": {"worker": {}}}}, ["spec", "roles", "*"]) == [["spec", "roles", "worker"]]
	every jobs in [null, "a", [], {}] {
		path_patterns.paths({"spec": {"jobs": jobs}}, ["spec", "jobs", "*"]) == []
	}
}

test_two_stars_are_lists_in_lists if {
	groups := [{"jobs": [{}]}, {"jobs": [{}, {}]}]
	path_patterns.paths({"groups": groups}, ["groups", "*", "jobs", "*"]) == [
		["groups", 0, "jobs", 0],
		["groups", 1, "jobs", 0],
		["groups", 1, "jobs", 1],
	]
}

_many(number) := [{} | some _ in numbers.range(1, number)]

test_elements_are_read_up_to_a_number if {
	count(path_patterns.paths({"jobs": _many(251)}, ["jobs", "*"])) == 250
	groups := [{"jobs": _many(16)} | some _ in numbers.range(1, 16)]
	count(path_patterns.paths({"groups": groups}, ["groups", "*", "jobs", "*"])) == 225
	map := {format_int(index, 10): {} | some index in numbers.range(1, 251)}
	path_patterns.paths({"roles": map}, ["roles", "*"]) == []
}

_map(number) := {format_int(index, 10): {} | some index in numbers.range(1, number)}

test_elements_that_are_not_read_are_counted if {
	path_patterns.too_many({"jobs": _many(251)}, ["jobs", "*"]) == 251
	not path_patterns.too_many({"jobs": _many(250)}, ["jobs", "*"])
	path_patterns.too_many({"roles": _map(251)}, ["roles", "*"]) == 251
	not path_patterns.too_many({"roles": _map(250)}, ["roles", "*"])
	two_stars := ["groups", "*", "jobs", "*"]
	path_patterns.too_many({"groups": [{"jobs": _many(1)} | some _ in numbers.range(1, 16)]}, two_stars) == 16
	path_patterns.too_many({"groups": [{"jobs": _many(1)}, {"jobs": _many(17)}]}, two_stars) == 17
	not path_patterns.too_many({"groups": [{"jobs": _many(15)} | some _ in numbers.range(1, 15)]}, two_stars)
	not path_patterns.too_many({}, ["spec"])
}
