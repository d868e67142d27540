# METADATA
# title: Health
# description: |
#   Judges the state of clusters: which states are problems, and how urgent they are. Input is
#   HealthObjects of policies/health/health-objects.ts.
package fleet.health

import data.fleet.health.claims
import data.fleet.health.expiry
import data.fleet.health.jobs
import data.fleet.health.nodes
import data.fleet.health.pods
import data.fleet.health.reports
import data.fleet.health.skew
import data.fleet.health.workloads

# METADATA
# description: |
#   The problems of the objects of one cluster. `more` has the words of the command that shows more
problems := [problem |
	some found in [
		nodes.problems,
		skew.problems,
		workloads.problems,
		pods.problems,
		jobs.problems,
		claims.problems,
		reports.problems,
		expiry.problems,
	]
	some problem in found
]
