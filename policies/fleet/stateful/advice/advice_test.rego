package fleet.stateful.advice_test

import data.fleet.stateful.advice

test_advice_depends_on_the_number_of_clusters if {
	object.keys(advice.of("apps/StatefulSet", "one")) == {"why", "fix"}
	object.keys(advice.of("apps/StatefulSet", "several")) == {"why"}
	advice.of("apps/StatefulSet", "unknown") == {}
	contains(advice.of("apps/StatefulSet", "several").why, "two copies")
	not contains(advice.of("apps/StatefulSet", "one").why, "two copies")
}

test_operator_that_is_multi_cluster_by_design_has_its_own_advice if {
	fix := "a replica cluster is a Cluster object of its own; write one for each Kubernetes cluster"
	advice.of("postgresql.cnpg.io/Cluster", "unknown") == {"fix": fix}
	advice.of("postgresql.cnpg.io/Cluster", "one").fix == fix
	object.keys(advice.of("mongodb.com/MongoDBMultiCluster", "several")) == {"fix", "why"}
}

test_reason_of_a_kind_speaks_of_copies_and_not_of_one_cluster if {
	contains(advice.of("mongodb.com/MongoDBMultiCluster", "several").why, "each copy")
	not contains(advice.of("mongodb.com/MongoDBMultiCluster", "one").why, "copy")
}

test_every_number_has_its_words if {
	[advice.where[reached] | some reached in ["one", "several", "unknown"]] == [" in one cluster", " in several clusters", ""]
}
