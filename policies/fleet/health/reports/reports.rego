# METADATA
# title: Findings of reports
# description: Finds the results in the reports of a cluster that are findings.
package fleet.health.reports

# METADATA
# description: |
#   A problem for each finding, as one of its rule. Equal ones of many objects are counted by the
#   caller.
problems := [problem |
	some report in input.reports
	some result in report.results
	words := _words[result.result]
	severity := object.get(result, "severity", "info")
	problem := {
		"severity": object.get(_severities, severity, "info"),
		"kind": report.kind,
		"namespace": "",
		"name": concat("/", [name | some field in ["policy", "rule"]; name := result[field]; name != ""]),
		"reason": concat(" ", [words, severity]),
		"message": sprintf("%s (severity %s)", [words, severity]),
		"parts": {"count": 1, "noun": "finding"},
		"more": _more[report.kind],
	}
]

# The results that are findings; pass and skip are none.
_words := {"fail": "fails", "warn": "warns", "error": "cannot be judged"}

_severities := {"critical": "warning", "high": "warning", "medium": "info", "low": "info", "info": "info"}

_more[list.kind] := ["get", concat(".", [list.resource, list.group]), "-A"] if {
	some list in data.fleet.health.lists.lists
	list.into == "reports"
}
