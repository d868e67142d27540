# METADATA
# title: Identity of a cluster
# description: |
#   Reads the name, fleet and owner of a cluster: those that were given from outside, else those on
#   its namespace kube-system. Every cluster has that namespace, and few users may write it. A
#   kube-system without these keys is known to name nothing.
package fleet.cluster.identity

# METADATA
# description: |
#   The name of the cluster; empty where it is known to have none, undefined where it is unknown
name := _identity("name")

# METADATA
# description: The fleet of the cluster, as for the name
fleet := _identity("fleet")

# METADATA
# description: The owner of the cluster, as for the name
owner := _owner if _is_owner_known

# METADATA
# description: The place where the owner was read, in words; undefined without an owner
owner_source := _owners[0].from

_identity(field) := input.identity[field]

_identity(field) := object.get(_kube_system_marks, _keys[field], "") if {
	not input.identity[field]
}

_keys := {"name": "kubectl-fleet.io/cluster", "fleet": "kubectl-fleet.io/fleet"}

# A list with several such namespaces does not tell which one is the cluster's own.
_kube_system := object.union({"metadata": {"labels": {}, "annotations": {}}}, namespace) if {
	[namespace] := [found | some found in {found | some found in input.namespaces; found.metadata.name == "kube-system"}]
}

_kube_system_marks := object.union(_kube_system.metadata.labels, _kube_system.metadata.annotations)

_is_owner_known if _kube_system

_is_owner_known if input.identity.owner

default _owner := ""

_owner := _owners[0].name

# The first counts.
_owners := array.concat(_told, [{"name": name, "from": from} |
	some key in data.fleet.ownership.owner_keys
	some [place, word] in [["labels", "label"], ["annotations", "annotation"]]
	name := _kube_system.metadata[place][key]
	name != ""
	from := concat(" ", [word, key, "of namespace kube-system"])
])

_told := [{"name": input.identity.owner, "from": "configuration"} | input.identity.owner != ""]
