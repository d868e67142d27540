# METADATA
# title: Roles
# description: |
#   Finds the roles that a cluster has in systems, from its raw objects (ClusterObjects of
#   engine/cluster-facts.ts).
package fleet.cluster.roles

import data.fleet.objects.marks

# METADATA
# description: |
#   The roles that the systems' evidence shows; undefined if no list was read that could show one
evident := [part |
	some part in sort({found |
		some name, system in data.fleet.catalogue.systems
		some role in system.roles
		every evidence in role.all {
			_is_seen(evidence, name)
		}
		every evidence in object.get(role, "none", []) {
			not _is_seen(evidence, name)
		}
		found := {"system": name, "role": role.role, "title": role.title}
	})
] if {
	_has_evidence
}

_has_evidence if input.apiGroups

_has_evidence if input.namespaces

_has_evidence if input.workloads

# METADATA
# description: The role of having virtual nodes; `providers` are the systems behind them
of_virtual_nodes(providers) := [{"system": name, "role": "virtual-nodes", "title": _title(name)} |
	some name in sort(providers)
]

# The marks that all providers share tell no more than that.
_title(system) := "virtual nodes" if system == "virtual_kubelet"

_title(system) := concat(" ", [data.fleet.catalogue.systems[system].title, "nodes"]) if system != "virtual_kubelet"

# METADATA
# description: GitOps systems that run here, or whose marks workloads have
gitops := sort({name |
	some name in ({part.system | some part in evident} | {system | some system, _ in _bearers.manager})
	data.fleet.catalogue.systems[name].category == "gitops"
})

# METADATA
# description: |
#   The workloads that show a role, so that no others are needed. Of several workloads with the same
#   mark, one is returned
telling := [input.workloads[index] | some index in _telling]

_telling contains index if {
	some system in data.fleet.catalogue.systems
	some role in system.roles
	some evidence in array.concat(role.all, object.get(role, "none", []))
	some index in _indices_of_workloads[evidence.workload]
}

_telling contains min(indices) if some indices in _bearers[_]

_is_seen(evidence, _) if evidence.api_group in input.apiGroups

_is_seen(evidence, _) if {
	not evidence.workload
	some namespace in input.namespaces
	namespace.metadata.name == evidence.namespace
	_has_labels(namespace, evidence)
}

_is_seen(evidence, _) if {
	some index in _indices_of_workloads[evidence.workload]
	workload := input.workloads[index]
	workload.metadata.namespace == object.get(evidence, "namespace", workload.metadata.namespace)
	_has_labels(workload, evidence)
}

_is_seen(evidence, system) if _bearers[evidence.mark][system]

_has_labels(manifest, evidence) if {
	every key, value in object.get(evidence, "labels", {}) {
		manifest.metadata.labels[key] == value
	}
}

_indices_of_workloads[workload.metadata.name] contains index if some index, workload in input.workloads

# Indices of workloads with marks, by the type of the marks and their system.
_bearers[sort_of_mark][found.system] contains index if {
	some sort_of_mark in {"manager", "member"}
	some index, workload in input.workloads
	some found in marks.on(workload, sort_of_mark)
}
