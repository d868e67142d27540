# METADATA
# title: Entry points
# description: The entry points of the policy, which TypeScript evaluates.
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
import data.fleet.health
import data.fleet.health.clusters as fleet_health
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
#   The findings on one object, and true if it may pass; input is ReviewInput of
#   review/review-input.ts. Without an input there is no decision, because OPA reads invalid JSON
#   as no input, and rules would find nothing in it.
# entrypoint: true
decision := object.union_n([{"allowed": verdict.allowed, "findings": verdict.findings}, verdict.ceiling, verdict.maker]) if input

# METADATA
# description: |
#   The labels and annotations to set or to remove, and the findings about that; input is
#   ReviewInput
# entrypoint: true
mutation := {
	"labels": restored_owner.changes.labels,
	"annotations": object.union(derived.changes, restored_owner.changes.annotations),
	"findings": restored_owner.findings,
} if {
	input
}

# METADATA
# description: The facts about a cluster; input is ClusterObjects of engine/cluster-facts.ts
# entrypoint: true
facts := cluster_facts.facts

# METADATA
# description: |
#   The facts about some workloads and their claims, because thousands are read in parts. `facts`
#   are absent if the pods were not read. `telling` are the workloads that show the role of the
#   cluster. All workloads of `sharedNamespaces` have to be read again. `selected` are the objects
#   that placements select
# entrypoint: true
workloads["facts"] := cluster_facts.facts.workloads

workloads["sharedNamespaces"] := sort(cluster_workloads.shared_namespaces(object.get(cluster_facts.facts, "workloads", [])))

workloads["selected"] := [found | some found in manifests.objects] if input.placements

workloads["telling"] := roles.telling

# METADATA
# description: The status of exemptions by name; input is {exemptions, settings, now}
# entrypoint: true
exemption_status := exemptions.status

# METADATA
# description: The lists that are read from a cluster for its facts
# entrypoint: true
reads := cluster_reads.reads

# METADATA
# description: The lists that are read from a cluster for its health
# entrypoint: true
health_lists := data.fleet.health.lists.lists

# METADATA
# description: The problems of the objects of one cluster; input is HealthObjects
# entrypoint: true
problems := health.problems

# METADATA
# description: The problems of clusters as such; input is FleetAnswers
# entrypoint: true
fleet_problems := fleet_health.problems

# METADATA
# description: The kinds of objects that rules judge
# entrypoint: true
judged_kinds := kinds.kinds

# METADATA
# description: The facts of a cluster in the form in which rules look them up; input is {cluster}
# entrypoint: true
lookup := known.lookup

# METADATA
# description: Systems by the keys and names in objects; needs no input
# entrypoint: true
index := system_index.systems

# METADATA
# description: Ids of all rules, as settings name them
# entrypoint: true
rules := sort([replace(name, "_", "-") | some name; data.fleet.rules[name].words])

# METADATA
# description: |
#   The metadata of each rule by the name of its package, with the address of its page; input is
#   {settings}
# entrypoint: true
words := {name: object.union(said, verdict.address(replace(name, "_", "-"), said)) | some name; said := data.fleet.rules[name].words}

# METADATA
# description: |
#   The rules that the API server can judge by itself, as admission policies to apply; input is
#   {cluster, settings}
# entrypoint: true
admission_policies := api_server.answer(_metadata_of_rules, _policies_of_rules)

_metadata_of_rules := {name: metadata | some name; metadata := data.fleet.rules[name].words}

_policies_of_rules := {name: policy | some name; policy := data.fleet.rules[name].admission_policy}

# METADATA
# description: The match conditions of the webhooks; needs no input
# entrypoint: true
match_conditions := conditions.answer

# METADATA
# description: Sentences about facts that rules cannot know of a cluster; input is {cluster}
# entrypoint: true
notes := [sentence | sentence := api_versions.note(input.cluster.version)]

# METADATA
# description: |
#   The APIs that a version of Kubernetes serves by default, as helm names them: group/version, and
#   group/version/Kind; input is {cluster}. Without a known version these are the APIs of the last
#   release in the table.
# entrypoint: true
served_apis := api_versions.served_by(api_versions.minor(input.cluster.version)) if {
	input.cluster.version
} else := api_versions.served_by(data.fleet.catalogue.api_versions.last)

# METADATA
# description: |
#   The values that users store, of which rules see the keys only. `kinds` has the paths to them by
#   kind, and `plain` lists the API groups whose other kinds contain no objects
# entrypoint: true
contents := {
	"kinds": {type: paths | some type, paths in data.fleet.catalogue.systems[_].contents},
	"plain": data.fleet.catalogue.systems.kubernetes.scopes.groups,
}

# METADATA
# description: |
#   The folders of repositories that an object deploys; input is {object}. `notFollowed` lists
#   reasons why there may be more folders, `artifacts` the sources that the object makes of others,
#   `repository` the repository that it stands for. `isNamespaced` is true if it has a namespace
#   itself.
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
