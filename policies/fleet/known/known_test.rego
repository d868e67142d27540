package fleet.known_test

import data.fleet.known

test_facts_lie_beside_the_data if known.cluster == {"owner": "shop"} with data.cluster as {"owner": "shop"}

test_facts_may_come_with_the_input if known.cluster == {"owner": "shop"} with input as {"cluster": {"owner": "shop"}}

test_nothing_is_known_of_no_cluster if known.cluster == {}

test_exemptions_lie_in_the_same_two_places if {
	known.exemptions == []
	known.exemptions == [{}] with data.exemptions as [{}]
	known.exemptions == [{}] with input as {"exemptions": [{}]}
}
