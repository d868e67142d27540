# METADATA
# title: Services and virtual nodes
# description: A Service all of whose workloads run on virtual nodes to which no Service leads.
# custom:
#   action: warn
#   severity: medium
#   antipattern: taking a virtual node for a machine
#   why: virtual nodes of that provider carry no traffic from a Service to their pods, so its
#     clients get no answer
#   fix: run the pods on machines, or reach them by a way that their provider offers
#   needs: [object, workloads]
#   checks: [selects, too_large]
#   misses:
#   - workloads that are created after the Service
#   - pods that end up on virtual nodes without asking for them
#   - pods without a workload, or with a workload of a kind that is not listed, on machines and on
#     virtual nodes
package fleet.rules.service_on_virtual_node

import data.fleet.known
import data.fleet.naming
import data.fleet.objects
import data.fleet.objects.selectors

words := rego.metadata.chain()[1].annotations

# One workload on machines, or on virtual nodes of an unknown kind, can answer for all.
violations contains {"path": "spec.selector", "message": message, "key": key, "reach": names} if {
	objects.type_of(input.object) == "/Service"
	providers := {workload.provider | some workload in _selected}
	every provider in providers {
		_leads_nowhere(data.fleet.catalogue.systems[provider].services)
	}
	some provider in providers
	key := {"system": provider, "check": "selects"}
	names := {naming.title(workload) | some workload in _selected; workload.provider == provider}
	services := data.fleet.catalogue.systems[provider].services
	message := concat("", [
		objects.title(input.object), _of_type(services), " selects no workload that is known to run on machines and does not lead to ",
		objects.listed(names), " on ", data.fleet.catalogue.systems[provider].title, " nodes", _because(services), ".",
	])
}

violations contains {"path": "spec.selector", "message": message, "key": {"check": "too_large"}} if {
	objects.type_of(input.object) == "/Service"
	selectors.is_too_long(_selector)
	message := concat(" ", [objects.title(input.object), "selects pods by too many labels to judge."])
}

_selector := {"matchLabels": input.object.spec.selector}

# Other objects say where a Service without a selector leads. A Service of an external name leads
# out of the cluster.
_selected := [workload |
	count(input.object.spec.selector) > 0
	_type != "ExternalName"
	not selectors.is_too_long(_selector)
	some workload in known.cluster.workloads
	workload.namespace == object.get(input.object, ["metadata", "namespace"], object.get(input, "namespace", ""))
	selectors.matches(_selector, workload.labels)
]

_leads_nowhere(services) if {
	services.routed == false
	_type in object.get(services, "only", [_type])
}

_type := object.get(input.object, ["spec", "type"], "ClusterIP")

_of_type(services) := concat(" ", [" of type", _type]) if services.only

_of_type(services) := "" if not services.only

_because(services) := concat("", [": ", services.says])

_because(services) := "" if not services.says
