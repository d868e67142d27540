package fleet.virtual_nodes.marks_test

import data.fleet.virtual_nodes.marks

test_mark_matches_its_value_or_any if {
	marks.matches({"key": "a", "value": "b"}, "b")
	not marks.matches({"key": "a", "value": "b"}, "c")
	marks.matches({"key": "a"}, "c")
	marks.matches({"key": "a"}, "")
}
