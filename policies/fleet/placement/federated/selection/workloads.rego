package fleet.placement.federated.selection

import data.fleet.known
import data.fleet.objects.scope

# METADATA
# description: |
#   The entries of `reviewed` that select workloads, each with its `workloads`: those in this
#   cluster that are known to hold data. Selectors that match the same objects are one entry. An
#   embedded placement selects in another cluster, of which nothing is known
with_workloads := [object.union(found, {"workloads": workloads}) |
	some alike in object.keys(_alike)
	found := reviewed[min(_alike[alike])]
	workloads := [workload | some workload in _candidates(found); _includes(found, workload)]
	count(workloads) > 0
]

# Labels of workloads are not known, so a selector by labels is known to select something, and
# nothing more.
_alike[[found.whole_namespace, objects_of(found)]] contains index if {
	some index, found in reviewed
	not found.by
	not _selects_by_labels(found)
}

_selects_by_labels(found) if {
	object.get(found.selector, "name", "") == ""
	found.selector.labelSelector
}

# The workloads that a selector is compared with. There may be thousands of selectors and of
# workloads.
_candidates(found) := _by_namespace[found.selector.name] if found.whole_namespace

_candidates(found) := _by_name[[found.type, found.selector.name]] if {
	not found.whole_namespace
	object.get(found.selector, "name", "") != ""
}

_candidates(found) := _by_place[[found.type, _own_or(found.selector)]] if {
	not found.whole_namespace
	object.get(found.selector, "name", "") == ""
	_looks_into_one(_own_or(found.selector))
}

_candidates(found) := _by_type[found.type] if {
	not found.whole_namespace
	object.get(found.selector, "name", "") == ""
	not _looks_into_one(_own_or(found.selector))
}

_stateful := [workload | some workload in known.cluster.workloads; workload.holds != ""]

_by_namespace[workload.namespace] contains workload if some workload in _stateful

_by_name[[workload.type, workload.name]] contains workload if some workload in _stateful

_by_place[[workload.type, workload.namespace]] contains workload if some workload in _stateful

_by_type[workload.type] contains workload if some workload in _stateful

_includes(found, _) if found.whole_namespace

_includes(found, workload) if {
	not found.whole_namespace
	_looks_into(_own_or(found.selector), workload.namespace)
	_is_within(found.namespaces, workload.namespace)
}

# A selector without a namespace selects in the namespace of its policy. In a cluster-scoped policy
# it selects in all namespaces.
_own_or(selector) := _or(object.get(selector, "namespace", ""), object.get(input.object, ["metadata", "namespace"], ""))

_looks_into(namespace, namespace)

_looks_into("", _) if not _has_a_namespace

# A manifest may leave out its namespace.
_has_a_namespace if scope.is_namespaced(input.object)

_looks_into_one("") if _has_a_namespace

_looks_into_one(namespace) if namespace != ""

_is_within(namespaces, _) if namespaces == set()

_is_within(namespaces, namespace) if namespaces[namespace]
