package fleet.health.jobs_test

import data.fleet.health.jobs

_found(job) := all if all := [problem.message | some problem in jobs.problems] with input as {
	"now": "2026-12-01T12:00:00Z",
	"jobs": [object.union({"metadata": {"name": "a", "namespace": "shop"}}, job)],
}

_failed := [{
	"type": "Failed", "status": "True", "reason": "BackoffLimitExceeded",
	"lastTransitionTime": "2026-12-01T09:00:00Z",
}]

test_failed_job if _found({"kind": "Job", "status": {"conditions": _failed}}) == ["failed: BackoffLimitExceeded"]

test_failed_job_of_a_cronjob_is_its_history if {
	count(_found({"kind": "Job", "status": {"conditions": _failed}, "metadata": {"ownerReferences": [{"kind": "CronJob"}]}})) == 0
}

_cronjob(status) := {"kind": "CronJob", "status": object.union({"lastScheduleTime": "2026-12-01T11:00:00Z"}, status)}

test_cronjob_without_success if {
	_found(_cronjob({})) == ["last run failed"]
	_found(_cronjob({"lastSuccessfulTime": "2026-12-01T10:00:05Z"})) == ["last run failed"]
}

test_cronjob_that_succeeded_runs_or_never_ran if {
	count(_found(_cronjob({"lastSuccessfulTime": "2026-12-01T11:00:05Z"}))) == 0
	count(_found(_cronjob({"active": [{"name": "a-1"}]}))) == 0
	count(_found(_cronjob({"lastScheduleTime": "2026-12-01T11:58:00Z"}))) == 0
	count(_found({"kind": "CronJob", "status": {}})) == 0
	count(_found(object.union(_cronjob({}), {"spec": {"suspend": true}}))) == 0
}

test_failed_job_without_time_and_reason if {
	_found({"kind": "Job", "status": {"conditions": [{"type": "Failed", "status": "True"}]}}) == ["failed: no reason given"]
}
