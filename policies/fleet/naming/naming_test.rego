package fleet.naming_test

import data.fleet.naming

_db := {"type": "apps/StatefulSet", "namespace": "prod", "name": "db"}

test_an_object_in_the_namespace_of_the_request_is_named if {
	naming.title(_db) == "StatefulSet prod/db" with input as {"namespace": "prod"}
}

test_of_an_object_in_another_namespace_the_kind_is_told if {
	naming.title(_db) == "one StatefulSet" with input as {"namespace": "team-a"}
}

test_a_request_about_a_cluster_scoped_object_names_nothing if {
	naming.title(_db) == "one StatefulSet" with input as {"namespace": ""}
	naming.title({"type": "/Node", "namespace": "", "name": "burst"}) == "one Node" with input as {"namespace": ""}
}

test_things_are_counted if {
	naming.counted(1, "virtual node") == "1 virtual node"
	naming.counted(2, "virtual node") == "2 virtual nodes"
}
