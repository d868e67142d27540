package fleet.review.history_test

import data.fleet.review.history

_pod := {
	"metadata": {"labels": {"example.com/tier": "web"}},
	"spec": {"containers": [{"name": "web", "ports": [80, 443]}, {"name": "log"}], "hosts": [{"ip": "10.0.0.1"}], "nameless": [{"name": false}]},
}

test_path_has_names_in_place_of_indexes if {
	every path, steps in {
		"spec.containers[1].image": ["spec", "containers", "log", "image"],
		"spec.containers[0].ports[1]": ["spec", "containers", "web", "ports", 443],
		"spec.hosts[0]": ["spec", "hosts", {"ip": "10.0.0.1"}],
		"metadata.labels[example.com/tier]": ["metadata", "labels", "example.com/tier"],
		"apiVersion": ["apiVersion"],
		"spec.absent[3].name": ["spec", "absent", {}, "name"],
		"spec.broken]": ["spec", "broken]"],
		"spec.nameless[0]": ["spec", "nameless", false],
	} {
		history.named_path(_pod, path) == steps
	}
}

test_key_is_that_of_the_rule_or_path_and_message if {
	history.key(_pod, {"path": "spec", "message": "It is a pet.", "key": {"check": "pet"}}) == {"check": "pet"}
	history.key(_pod, {"path": "spec.containers[1]", "message": "It is a pet."}) == [["spec", "containers", "log"], "It is a pet."]
}

test_violation_stands_for_itself_beside_what_it_reaches if {
	history.elements({"path": "spec", "message": "It is a pet."}) == {[]}
	history.elements({"reach": {["eu-1", "db"], "log"}}) == {[], ["eu-1", "db"], "log"}
}

test_any_contains_everything_and_a_name_only_itself if {
	found := history.wider(["a", "b", "c", "d"])
	count(found) == 16
	[history.any, "b", history.any, "d"] in found
	not ["*", "b", "c", "d"] in found
}

test_atom_of_another_shape_is_contained_in_itself_alone if {
	every element in ["a", 1, {"a": 1}, [], ["a"], ["a", "b"]] {
		not history.wider(element)
	}
}
