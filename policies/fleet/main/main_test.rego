package fleet.main_test

import data.fleet.main

_review := {
	"operation": "CREATE", "subResource": "", "namespace": "prod", "name": "web", "fieldManager": "helm",
	"object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "namespace": "prod"}},
	"oldObject": null, "namespaceObject": null, "userInfo": {}, "cluster": {}, "settings": {},
}

test_each_entry_point_answers if {
	main.decision == {"allowed": true, "findings": []} with input as _review
	main.mutation == {"labels": {}, "annotations": {"kubectl-fleet.io/cluster": "eu-1"}, "findings": []} with input as object.union(_review, {"cluster": {"name": "eu-1"}})
	main.facts == {} with input as {}
	main.workloads == {"facts": [], "telling": [], "sharedNamespaces": []} with input as {"workloads": []}
	main.exemption_status == {} with input as {"exemptions": [], "settings": {}, "now": "2026-11-23T00:00:00Z"}
	main.sources == {"folders": [], "notFollowed": [], "artifacts": [], "repository": null, "isNamespaced": true} with input as {"object": _review.object}
	namespace := {"apiVersion": "v1", "kind": "Namespace"}
	main.sources == {"folders": [], "notFollowed": [], "artifacts": [], "repository": null, "isNamespaced": false} with input as {"object": namespace}
	"no-federated-stateful" in main.rules
	main.words.no_federated_stateful.title == "No federated stateful workloads"
	"Node" in {read.kind | some read in main.reads}
	{"group": "apps", "kind": "StatefulSet", "refused": true} in main.judged_kinds
	main.index.archived["types.kubefed.io"] == {"kubefed"}
	"not-written-by-kubernetes" in {condition.name | some condition in main.match_conditions}
	main.notes == [] with input as {"cluster": {}}
	count(main.notes) == 1 with input as {"cluster": {"version": "v1.999.0"}}
	"policy/v1beta1/PodDisruptionBudget" in main.served_apis with input as {"cluster": {"version": "v1.24.0"}}
	not "policy/v1beta1" in main.served_apis with input as {"cluster": {}}
	main.lookup == {"nodes": {}, "node_labels": {}, "node_taints": [], "claims": {}} with input as {"cluster": {}}
}

test_without_an_input_nothing_is_decided if {
	not main.decision
	not main.mutation
}

test_admission_policies_beside_the_rules_that_have_none if {
	object.keys(main.admission_policies) == {"manifests", "without"} with input as {"cluster": {}, "settings": {}}
}

test_values_that_users_store_are_not_shown if {
	main.contents.kinds["/Secret"] == [["data"], ["stringData"]]
	main.contents.kinds["types.kubefed.io/FederatedSecret"] == [
		["spec", "template", "data"],
		["spec", "template", "stringData"],
		["spec", "overrides"],
	]
	"apps" in main.contents.plain
}

test_placements_are_asked_what_they_select if {
	main.workloads.selected == [] with input as {"placements": [{"apiVersion": "v1", "kind": "Pod"}]}
	not main.workloads.selected with input as {"workloads": []}
}

test_health if {
	count(main.health_lists) > 5
	main.problems == [] with input as {"now": "2026-12-01T12:00:00Z"}
	main.fleet_problems == [] with input as {"clusters": []}
}
