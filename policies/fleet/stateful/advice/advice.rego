# METADATA
# title: Advice on stateful kinds
# description: The reasons against federating an object that holds data, and the advice.
package fleet.stateful.advice

# METADATA
# description: |
#   The words {why, fix} for a kind that goes to `one` cluster, `several` or an `unknown` number of
#   them (fleet.placement.federated.target_clusters.number), without the words that the rule itself
#   has. A kind with its own support for several clusters has its own advice.
of(type, "one") := object.union(_one, object.filter(_of_kind(type), ["fix"]))

of(type, "several") := object.union(_several, _of_kind(type))

of(type, "unknown") := _of_kind(type)

_one := {
	"why": "when the federation moves it to another cluster, its data stays behind",
	"fix": "deploy it in that cluster by itself (GitOps)",
}

_several := {"why": "two copies of a database that do not know of each other are not one database"}

_of_kind(type) := object.filter(object.get(data.fleet.catalogue.stateful.kinds, [type, "multi_cluster"], {}), ["fix", "why"])

# METADATA
# description: The number of clusters, as the end of a clause
where["one"] := " in one cluster"

where["several"] := " in several clusters"

where["unknown"] := ""
