# METADATA
# title: Ends of credentials
# description: Finds the certificates and tokens that are about to end.
package fleet.health.expiry

import data.fleet.health.ages

# METADATA
# description: |
#   A problem for each certificate or token that is over or about to end. A short life has a short
#   end: a token of an hour is about to end in its last minutes.
problems := [problem |
	some credential in input.credentials
	left := ages.days_until(credential.end)
	severity := _severity(left, credential)
	reason := sprintf("%s %s", [credential.credential, _words(left)])
	problem := {
		"severity": severity,
		"kind": "Cluster",
		"namespace": "",
		"name": credential.context,
		"reason": reason,
		"message": sprintf("%s on %s", [reason, substring(credential.end, 0, 16)]),
		"more": ["clusters"],
	}
]

_severity(left, _) := "critical" if left < 0

_severity(left, credential) := "critical" if {
	left >= 0
	left < _limit(credential, data.fleet.health.limits.urgent_ending_share, data.fleet.health.limits.urgent_ending_days)
} else := "warning" if {
	left >= 0
	left < _limit(credential, data.fleet.health.limits.ending_share, data.fleet.health.limits.ending_days)
}

_limit(credential, share, days) := min([days, share * ages.days_between(credential.begin, credential.end)]) if {
	credential.begin
} else := days

_words(left) := "ended" if left < 0

_words(left) := "ends" if left >= 0
