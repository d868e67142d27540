package fleet.health.expiry_test

import data.fleet.health.expiry

_found(begin, end) := all if all := [[problem.severity, problem.message] | some problem in expiry.problems] with input as {
	"now": "2026-12-01T12:00:00Z",
	"credentials": [object.union(begin, {"context": "eu-1", "credential": "token", "end": end})],
}

test_certificate_of_a_year if {
	begin := {"begin": "2026-01-01T12:00:00Z"}
	count(_found(begin, "2027-01-02T12:00:00Z")) == 0
	_found(begin, "2026-12-20T12:00:00Z") == [["warning", "token ends on 2026-12-20T12:00"]]
	_found(begin, "2026-12-02T12:00:00Z") == [["critical", "token ends on 2026-12-02T12:00"]]
	_found(begin, "2026-12-01T11:00:00Z") == [["critical", "token ended on 2026-12-01T11:00"]]
}

test_token_of_12_hours if {
	count(_found({"begin": "2026-12-01T06:00:00Z"}, "2026-12-01T18:00:00Z")) == 0
	_found({"begin": "2026-12-01T01:00:00Z"}, "2026-12-01T13:00:00Z") == [["warning", "token ends on 2026-12-01T13:00"]]
}

test_token_that_does_not_tell_its_begin if _found({}, "2026-12-20T12:00:00Z") == [["warning", "token ends on 2026-12-20T12:00"]]
