# METADATA
# title: Entry points
# description: What TypeScript may ask the policy.
package fleet.main

import data.fleet.admission_policies as api_server
import data.fleet.admission_policies.match_conditions as conditions
import data.fleet.catalogue.api_versions
import data.fleet.catalogue.index as system_index
import data.fleet.cluster.facts as cluster_facts
import data.fleet.cluster.reads as cluster_reads
import data.fleet.cluster.roles
import data.fleet.cluster.workloads as cluster_workloads
import data.fleet.gitops.sources as git_sources
import data.fleet.gitops.sources.artifacts
import data.fleet.known
import data.fleet.mutation.derived
import data.fleet.mutation.restored_owner
import data.fleet.objects.scope
import data.fleet.placement.federated.selection.manifests
import data.fleet.review.kinds
import data.fleet.verdict
import data.fleet.verdict.exemptions

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
	"labels": restored_owner.changes.labels,
	"annotations": object.union(derived.changes, restored_owner.changes.annotations),
	"findings": restored_owner.findings,
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

workloads["selected"] := [found | some found in manifests.objects] if input.placements

workloads["telling"] := roles.telling

# METADATA
# description: How exemptions stand, by name; input is {exemptions, settings, now}
# entrypoint: true
exemption_status := exemptions.status

# METADATA
# description: Lists of a cluster from which its facts are read
# entrypoint: true
reads := cluster_reads.reads

# METADATA
# description: Kinds of objects of which rules speak
# entrypoint: true
judged_kinds := kinds.kinds

# METADATA
# description: The facts of a cluster as rules look them up; input is {cluster}
# entrypoint: true
lookup := known.lookup

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
# description: The rules that the API server can judge by itself, as admission policies to apply; input is {cluster, settings}
# entrypoint: true
admission_policies := api_server.answer(_metadata_of_rules, _policies_of_rules)

_metadata_of_rules := {name: metadata | some name; metadata := data.fleet.rules[name].words}

_policies_of_rules := {name: policy | some name; policy := data.fleet.rules[name].admission_policy}

# METADATA
# description: Match conditions, on which the API server asks the webhook; no input is needed
# entrypoint: true
match_conditions := conditions.answer

# METADATA
# description: Sentences about what rules cannot tell of a cluster; input is {cluster}
# entrypoint: true
notes := [sentence | sentence := api_versions.note(input.cluster.version)]

# METADATA
# description: |
#   The APIs that a Kubernetes of a version serves by default, as helm writes them: group/version, and group/version/Kind; input is
#   {cluster}. Without a known version, those of the last release which the table knows.
# entrypoint: true
served_apis := api_versions.served_by(api_versions.minor(input.cluster.version)) if {
	input.cluster.version
} else := api_versions.served_by(data.fleet.catalogue.api_versions.last)

# METADATA
# description: |
#   Values that users store; rules see their keys only. `kinds` has the paths to them by kind, `plain` the API groups whose other kinds carry
#   no objects
# entrypoint: true
contents := {
	"kinds": {type: paths | some type, paths in data.fleet.catalogue.systems[_].contents},
	"plain": data.fleet.catalogue.systems.kubernetes.scopes.groups,
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

_is_namespaced if scope.is_namespaced(input.object)
