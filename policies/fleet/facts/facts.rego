# METADATA
# title: Facts
# description: What rules may know about a cluster, read from its raw objects. A list that was not read stays unknown.
package fleet.facts

import data.fleet.marks
import data.fleet.virtual_nodes

facts["name"] := value if value := _identity("name", "kubectl-fleet.io/cluster")

facts["fleet"] := value if value := _identity("fleet", "kubectl-fleet.io/fleet")

facts["owner"] := value if value := _identity("owner", "kubectl-fleet.io/owner")

facts["version"] := input.version

facts["nodes"] := [_node(node) | some node in input.nodes] if input.nodes

facts["claims"] := [_claim(claim) | some claim in input.claims] if input.claims

facts["roles"] := array.concat(_evident_roles, _virtual_node_roles) if _has_evidence

# Who the cluster is, where nobody said it from outside, stands on its namespace kube-system: every cluster has one and
# few may write it. A kube-system that says nothing is known to say nothing.
_identity(field, _) := input.identity[field]

_identity(field, key) := object.get(_kube_system_marks, key, "") if {
	not input.identity[field]
	input.namespaces
}

_kube_system_marks := object.union(labels, annotations) if {
	some namespace in input.namespaces
	namespace.metadata.name == "kube-system"
	labels := object.get(namespace, ["metadata", "labels"], {})
	annotations := object.get(namespace, ["metadata", "annotations"], {})
}

_node(node) := {
	"name": node.metadata.name,
	"labels": object.get(node, ["metadata", "labels"], {}),
	"taints": [object.filter(taint, ["key", "value", "effect"]) | some taint in object.get(node, ["spec", "taints"], [])],
	"ready": _is_ready(node),
	"provider": _provider(node),
}

default _is_ready(_) := false

_is_ready(node) if {
	some condition in node.status.conditions
	condition.type == "Ready"
	condition.status == "True"
}

default _provider(_) := ""

_provider(node) := virtual_nodes.provider(node)

_claim(claim) := {
	"namespace": object.get(claim, ["metadata", "namespace"], "default"),
	"name": claim.metadata.name,
	"accessModes": object.get(claim, ["spec", "accessModes"], []),
}

_has_evidence if input.apiGroups

_has_evidence if input.namespaces

_has_evidence if input.workloads

_evident_roles := [part |
	some part in sort({found |
		some name, system in data.fleet.systems
		some role in system.roles
		every evidence in role.all {
			_is_seen(evidence, name)
		}
		every evidence in object.get(role, "none", []) {
			not _is_seen(evidence, name)
		}
		found := {"system": name, "role": role.role, "title": role.title}
	})
]

_virtual_node_roles := [{"system": name, "role": "virtual-nodes", "title": _title(name)} |
	some name in sort({provider | some node in input.nodes; provider := virtual_nodes.provider(node)})
]

# Of a node with none but the marks that all providers share, no more is known.
_title(system) := "virtual nodes" if system == "virtual_kubelet"

_title(system) := concat(" ", [data.fleet.systems[system].title, "nodes"]) if system != "virtual_kubelet"

_is_seen(evidence, _) if evidence.api_group in input.apiGroups

_is_seen(evidence, _) if {
	not evidence.workload
	some namespace in input.namespaces
	namespace.metadata.name == evidence.namespace
	_has_labels(namespace, evidence)
}

_is_seen(evidence, _) if {
	some workload in input.workloads
	workload.metadata.name == evidence.workload
	workload.metadata.namespace == object.get(evidence, "namespace", workload.metadata.namespace)
	_has_labels(workload, evidence)
}

_is_seen(evidence, system) if {
	some workload in input.workloads
	some found in marks.borne(workload, evidence.mark)
	found.system == system
}

_has_labels(manifest, evidence) if {
	every key, value in object.get(evidence, "labels", {}) {
		manifest.metadata.labels[key] == value
	}
}
