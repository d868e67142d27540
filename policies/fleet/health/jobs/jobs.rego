# METADATA
# title: Health of jobs
# description: Finds Jobs that failed, and CronJobs whose last run failed.
package fleet.health.jobs

import data.fleet.health.ages

# METADATA
# description: |
#   A problem for each failed Job, and for each CronJob whose last run has no success. The failed
#   Jobs of a CronJob are its history.
problems := array.concat(_failed_jobs, _failed_cronjobs)

_failed_jobs := [problem |
	some job in input.jobs
	job.kind == "Job"
	not _is_of_cronjob(job)
	some condition in job.status.conditions
	condition.type == "Failed"
	condition.status == "True"
	found := {
		"reason": "failed",
		"message": concat(": ", ["failed", object.get(condition, "reason", "no reason given")]),
	}
	problem := object.union(_object(job), object.union(found, ages.since(condition)))
]

_is_of_cronjob(job) if {
	some owner in job.metadata.ownerReferences
	owner.kind == "CronJob"
}

_failed_cronjobs := [problem |
	some job in input.jobs
	job.kind == "CronJob"
	not job.spec.suspend
	count(object.get(job, ["status", "active"], [])) == 0
	last := job.status.lastScheduleTime
	not _succeeded(job, last)
	ages.is_older(last, data.fleet.health.limits.cronjob_minutes)
	problem := object.union(_object(job), {
		"reason": "last run failed",
		"message": "last run failed",
		"since": last,
	})
]

_succeeded(job, last) if {
	time.parse_rfc3339_ns(job.status.lastSuccessfulTime) >= time.parse_rfc3339_ns(last)
}

_object(job) := {
	"severity": "warning",
	"kind": job.kind,
	"namespace": job.metadata.namespace,
	"name": job.metadata.name,
	"more": ["describe", lower(job.kind), job.metadata.name, "-n", job.metadata.namespace],
}
