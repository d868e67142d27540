# METADATA
# title: Workloads
# description: The facts about a workload that rules on other objects need.
package fleet.cluster.workloads

import data.fleet.objects
import data.fleet.objects.marks
import data.fleet.pod_templates
import data.fleet.stateful
import data.fleet.virtual_nodes.intents
import data.fleet.virtual_nodes.node_selection
import data.fleet.virtual_nodes.scheduling

# METADATA
# description: |
#   The facts about a raw object, as Workload of engine/cluster-facts.ts. Pods that are alike are
#   one entry, and an object that makes no pods has none. A manifest that no API server has checked
#   may have labels that are no strings, e.g. the number 1.2 for a version
facts(manifest) := {object.union_n([fact, pods, _apart(manifest)]) |
	pods := _pods(manifest)[_]
	fact := {
		"type": objects.type_of(manifest),
		"namespace": manifest.metadata.namespace,
		"name": manifest.metadata.name,
		"placedBy": _federation(manifest),
		"holds": _holds(manifest),
	}
}

_pods(manifest) := {{"labels": labels, "provider": _provider(pod.template)} |
	some pod in pod_templates.of(manifest)
	labels := {key: value | some key, value in pod.template.metadata.labels; is_string(value)}
}

# METADATA
# description: |
#   Namespaces of these facts in which a workload runs on virtual nodes that no Service reaches.
#   Every workload in them counts, because a Service may select other workloads that answer instead
shared_namespaces(facts) := {fact.namespace |
	some fact in facts
	data.fleet.catalogue.systems[fact.provider].services.routed == false
}

default _provider(_) := ""

# A toleration allows pods on a node and does not send them there.
_provider(template) := _system_of(template) if {
	some intent in intents.of(template)
	intent.way != "tolerations"
}

# A workload may use only the marks that all providers share.
_system_of(template) := name if {
	name := min({found.system | some found in scheduling.required(template)})
} else := "virtual_kubelet"

_federation(manifest) := min(marked) if {
	marked := {found.system | some found in marks.on(manifest, "member"); found.category == "federation"}
	count(marked) > 0
} else := min(selecting) if {
	selecting := {system |
		some type in {objects.type_of(manifest), "*"}
		some namespace in {manifest.metadata.namespace, "*"}
		some name in {manifest.metadata.name, "*"}
		some system in _selecting[[type, namespace, name]]
	}
	count(selecting) > 0
} else := ""

# In a set of manifests no federation has marked anything yet, so the placements tell.
_selecting[[found.type, found.namespace, found.name]] contains found.system if some found in input.selected

# Rules need this only for workloads that hold data.
default _apart(_) := {}

_apart(manifest) := {"apartFrom": sort(systems)} if {
	stateful.holds(manifest)
	systems := {name | some name, system in data.fleet.catalogue.systems; system.stateful; _is_apart(manifest, name)}
	count(systems) > 0
}

_is_apart(manifest, system) if stateful.asks_for_storage_of(manifest, system)

_is_apart(manifest, system) if {
	pods := pod_templates.of(manifest)
	count(pods) > 0
	every pod in pods {
		node_selection.avoids(pod.template, system)
	}
}

default _holds(_) := ""

_holds(manifest) := stateful.holds(manifest)
