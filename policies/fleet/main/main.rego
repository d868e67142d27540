# METADATA
# title: Entry points
# description: What TypeScript may ask the policy.
package fleet.main

import data.fleet.apis
import data.fleet.exemptions
import data.fleet.facts as cluster_facts
import data.fleet.index as system_index
import data.fleet.judged as judged_kinds
import data.fleet.known
import data.fleet.mutation.derived
import data.fleet.mutation.keeping
import data.fleet.reads as cluster_reads
import data.fleet.roles
import data.fleet.selection.selected
import data.fleet.sources as git_sources
import data.fleet.sources.artifacts
import data.fleet.twins as admission_twins
import data.fleet.twins.conditions as match_conditions
import data.fleet.verdict
import data.fleet.workloads as cluster_workloads

# METADATA
# description: |
#   All findings on one object and whether it may pass; input is ReviewInput of review/review-input.ts. Without an input there is no decision: what
#   is no JSON is none to OPA, and nothing would be found in it.
# entrypoint: true
decision := object.union_n([{"allowed": verdict.allowed, "findings": verdict.findings}, verdict.ceiling, verdict.maker]) if input

# METADATA
# description: Which labels and annotations the object has to get or to lose, and what is to be said of that; input is ReviewInput
# entrypoint: true
mutation := {
	"labels": keeping.changes.labels,
	"annotations": object.union(derived.changes, keeping.changes.annotations),
	"findings": keeping.findings,
} if {
	input
}

# METADATA
# description: What rules may know about a cluster; input is ClusterObjects of engine/cluster-facts.ts
# entrypoint: true
facts := cluster_facts.facts

# METADATA
# description: |
#   The same for some workloads and their claims, because thousands are read in parts. `facts` are absent if their pods were not read.
#   The workloads in `telling` show the part that the cluster plays. All workloads of `sharedNamespaces` have to be read once more.
#   `selected` are the objects that placements select
# entrypoint: true
workloads["facts"] := cluster_facts.facts.workloads

workloads["sharedNamespaces"] := sort(cluster_workloads.shared_namespaces(object.get(cluster_facts.facts, "workloads", [])))

workloads["selected"] := [found | some found in selected.objects] if input.placements

workloads["telling"] := roles.telling

# METADATA
# description: How exemptions stand, by name; input is {exemptions, settings, now}
# entrypoint: true
standings := exemptions.standings

# METADATA
# description: Lists of a cluster from which its facts are read
# entrypoint: true
reads := cluster_reads.reads

# METADATA
# description: Kinds of objects of which rules speak
# entrypoint: true
judged := judged_kinds.kinds

# METADATA
# description: The facts of a cluster as rules look them up; input is {cluster}
# entrypoint: true
arranged := known.arranged

# METADATA
# description: Which systems have something to say of which words; no input is needed
# entrypoint: true
index := system_index.systems

# METADATA
# description: Ids of all rules, as settings name them
# entrypoint: true
rules := sort([replace(name, "_", "-") | some name; data.fleet.rules[name].words])

# METADATA
# description: The metadata of each rule, by the name of its package, and where its page is published; input is {settings}
# entrypoint: true
words := {name: object.union(said, verdict.address(replace(name, "_", "-"), said)) | some name; said := data.fleet.rules[name].words}

# METADATA
# description: What the API server can judge by itself, as objects to apply; input is {cluster, settings}
# entrypoint: true
twins := admission_twins.answer

# METADATA
# description: Match conditions, on which the API server asks the webhook; no input is needed
# entrypoint: true
conditions := match_conditions.answer

# METADATA
# description: Sentences about what rules cannot tell of a cluster; input is {cluster}
# entrypoint: true
untold := [sentence | sentence := apis.untold(input.cluster.version)]

# METADATA
# description: |
#   The APIs that a Kubernetes of a version serves by default, as helm writes them: group/version, and group/version/Kind; input is
#   {cluster}. Without a known version, those of the last release which the table knows.
# entrypoint: true
served := apis.served_by(apis.minor(input.cluster.version)) if {
	input.cluster.version
} else := apis.served_by(data.fleet.apis.last)

# METADATA
# description: |
#   Values that users store; rules see their keys only. `kinds` has the paths to them by kind, `plain` the API groups whose other kinds carry
#   no objects
# entrypoint: true
contents := {
	"kinds": {type: paths | some type, paths in data.fleet.systems[_].contents},
	"plain": data.fleet.systems.kubernetes.scopes.groups,
}

# METADATA
# description: |
#   The folders of repositories that an object deploys; input is {object}. `folders` are those that it deploys, `notFollowed`
#   are reasons why there may be more of them, `artifacts` are sources that it makes of others,
#   `repository` is the one that it stands for, and `isNamespaced` says whether it has a
#   namespace itself.
# entrypoint: true
sources := {
	"folders": git_sources.folders(input.object),
	"notFollowed": git_sources.not_followed(input.object),
	"artifacts": artifacts.made(input.object),
	"repository": git_sources.repository(input.object),
	"isNamespaced": _is_namespaced,
}

default _is_namespaced := false

_is_namespaced if git_sources.is_namespaced(input.object)
