package fleet.admission_policies.match_conditions_test

import data.fleet.admission_policies.match_conditions

_systems := {
	"kubernetes": {
		"identities": [
			{"user": "scheduler"},
			{"user": "manager", "creates": ["/Pod", "batch/Job"]},
			{"prefix": "node:", "group": "nodes", "creates": ["/Pod"]},
		],
		"provisioned": ["/PersistentVolume"],
	},
	"karmada": {"category": "federation", "marks": {"member": [{"label": "a"}], "template": [{"label": "b"}]}},
	"kubefed": {"category": "federation"},
	"argocd": {"category": "gitops", "marks": {"manager": [{"label": "c"}]}},
}

_expression(name) := expression if {
	some condition in match_conditions.answer with data.fleet.catalogue.systems as _systems
	condition.name == name
	expression := condition.expression
}

test_what_kubernetes_writes_by_itself_is_left_out if {
	_expression("not-written-by-kubernetes") == concat("", [
		`!(request.operation == 'UPDATE' && ((request.userInfo.username in ["scheduler","manager"])`,
		` || 'nodes' in request.userInfo.?groups.orValue([]) && (request.userInfo.username.startsWith('node:')))`,
		` || request.operation == 'CREATE' && (((request.kind.group + '/' + request.kind.kind)`,
		` in {'manager':["/Pod","batch/Job"]}[?request.userInfo.username].orValue([]))`,
		` || 'nodes' in request.userInfo.?groups.orValue([]) && (request.userInfo.username.startsWith('node:')`,
		` && (request.kind.group + '/' + request.kind.kind) in ["/Pod"])))`,
	])
}

test_what_provisioners_create_counts_with_a_mark_of_a_federation if {
	_expression("provisioned-with-a-mark") == concat("", [
		`!((request.kind.group + '/' + request.kind.kind) in ["/PersistentVolume"])`,
		` || [object, oldObject].exists(self, self != null && (('a' in self.metadata.?labels.orValue({}))`,
		` || ('b' in self.metadata.?labels.orValue({}))))`,
	])
	[condition.of | some condition in match_conditions.answer; condition.of] == [[{"group": "", "kind": "PersistentVolume"}]]
}

test_copies_of_a_federation_are_known_by_the_marks_of_members if {
	_expression("placed-by-a-federation") == concat("", [
		`request.kind.group.contains('.') && !request.kind.group.endsWith('.k8s.io')`,
		` && (('a' in object.metadata.?labels.orValue({})))`,
	])
	[condition.webhook | some condition in match_conditions.answer; condition.webhook] == ["advise-placed"]
}
