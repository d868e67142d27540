# METADATA
# title: Roles
# description: Which part a cluster plays in which system, by what its raw objects show; input is ClusterObjects of engine/model.ts.
package fleet.roles

import data.fleet.marks

# METADATA
# description: The parts that the systems' own evidence shows; undefined where nothing was read that could
evident := [part |
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
] if {
	_has_evidence
}

_has_evidence if input.apiGroups

_has_evidence if input.namespaces

_has_evidence if input.workloads

# METADATA
# description: Virtual nodes are a part too; `providers` are the systems behind them
of_virtual_nodes(providers) := [{"system": name, "role": "virtual-nodes", "title": _title(name)} |
	some name in sort(providers)
]

# Of a node with none but the marks that all providers share, no more is known.
_title(system) := "virtual nodes" if system == "virtual_kubelet"

_title(system) := concat(" ", [data.fleet.systems[system].title, "nodes"]) if system != "virtual_kubelet"

# METADATA
# description: Systems of GitOps that run here or whose marks workloads bear
gitops := sort({name |
	some name in ({part.system | some part in evident} | _bearing.manager)
	data.fleet.systems[name].category == "gitops"
})

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

_is_seen(evidence, system) if system in _bearing[evidence.mark]

_has_labels(manifest, evidence) if {
	every key, value in object.get(evidence, "labels", {}) {
		manifest.metadata.labels[key] == value
	}
}

_indices_of_workloads[workload.metadata.name] contains index if some index, workload in input.workloads

# Systems whose marks some workload bears, by the sort of the marks.
_bearing[sort_of_mark] := {found.system |
	some workload in input.workloads
	some found in marks.borne(workload, sort_of_mark)
} if {
	some sort_of_mark in {"manager", "member"}
}
