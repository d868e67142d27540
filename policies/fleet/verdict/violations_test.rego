package fleet.verdict_test

import data.fleet.verdict

_pets(number) := {{"path": sprintf("spec.pets[%d]", [100 + index]), "message": "It is a pet."} | some index in numbers.range(1, number)}

_of_pets(violations) := findings if {
	findings := verdict.findings with input as _review with data.fleet.rules as _rules(violations)
}

test_up_to_250_violations_of_a_rule_are_judged_one_by_one if {
	findings := _of_pets(_pets(250))
	count(findings) == 250
	{finding.message | some finding in findings} == {"It is a pet."}
}

test_more_violations_of_a_rule_are_one if {
	[finding] := _of_pets(_pets(251))
	finding.rule == "no-pets"
	finding.action == "deny"
	finding.path == "spec.pets[101]"
	finding.message == "StatefulSet prod/db breaks this rule in 251 places, too many to judge each of them."
}

test_one_for_many_is_as_grave_as_the_gravest if {
	lighter := {object.union(violation, {"action": "audit"}) | some violation in _pets(250)}
	[audit] := _of_pets(lighter | {{"path": "spec.dog", "message": "It is a dog.", "action": "audit"}})
	audit.action == "audit"
	[warning] := _of_pets(lighter | {{"path": "spec.dog", "message": "It is a dog.", "action": "warn"}})
	warning.action == "warn"
}

test_many_that_are_no_violations_do_not_pass_for_none if {
	"malformed" in _of_pets({format_int(index, 10) | some index in numbers.range(1, 251)})
	"malformed" in _of_pets({{"path": index, "message": "It is a pet."} | some index in numbers.range(1, 251)})
}
