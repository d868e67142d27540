# METADATA
# title: No archived federation
# description: An object of a federation whose project is archived.
# custom:
#   action: warn
#   severity: high
#   antipattern: a federation control plane that is a single point of failure
#   why: nobody repairs it any more, and all clusters that it reaches depend on it
#   fix: move to a federation that is maintained, or to GitOps, where each cluster runs by itself
#   needs: [object]
#   checks: [archived]
#   misses:
#   - the Deployments and CustomResourceDefinitions by which such a federation is installed
#   - federated types that were enabled in a group of their own (kubefedctl enable
#     --federated-group)
package fleet.rules.no_archived_federation

import data.fleet.catalogue.index
import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": "apiVersion", "message": message, "fix": _fix(system), "key": {"system": name, "check": "archived"}} if {
	some name in index.systems.archived[objects.group(input.object.apiVersion)]
	system := data.fleet.catalogue.systems[name]
	message := concat("", [objects.title(input.object), " is an object of ", system.title, ", which is archived."])
}

# The first road out that fits the kind.
_fix(system) := [way.fix | some way in system.instead; _fits(way, input.object.kind)][0]

_fits(way, kind) if way.kind == kind

_fits(way, kind) if startswith(kind, way.kind_prefix)
