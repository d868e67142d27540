# METADATA
# title: API version served
# description: An object written in an apiVersion that the cluster's Kubernetes no longer serves, or
#   not yet.
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: each cluster has a version of its own, and what one serves another may not
#   fix: write it in an apiVersion that the cluster serves
#   needs: [object, version]
#   checks: [removed, introduced, planned, too_large]
#   misses:
#   - alpha versions, and betas that came with 1.24 or later, in a cluster that can serve them and
#     in which nobody switched them on
#   - versions that a Kubernetes newer than the table no longer serves, unless their removal was
#     planned before
#   - kinds of others than Kubernetes itself, e.g. of a custom resource
#   - what is too new for the clusters that an object is carried to, as their versions are not known
#     here
package fleet.rules.api_served

import data.fleet.catalogue.api_versions
import data.fleet.known
import data.fleet.objects
import data.fleet.placement.federated
import data.fleet.placement.federated.size_limits

words := rego.metadata.chain()[1].annotations

violations contains {"path": "apiVersion", "message": message, "fix": fix, "key": _key("removed")} if {
	api := api_versions.served(input.object)
	api.removed <= _target
	fix := api_versions.advice_for_removed(input.object, _target)
	says := concat("", ["does not serve: it was removed in ", api_versions.release(api.removed)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": fix, "key": _key("introduced")} if {
	api := api_versions.served(input.object)
	api.introduced > _target
	fix := api_versions.advice_for_too_new(input.object, _target)
	says := concat("", ["does not serve yet: it came with ", api_versions.release(api.introduced)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": fix, "action": "warn"} if {
	api := api_versions.served(input.object)
	not _target
	fix := api_versions.advice_for_removed(input.object, data.fleet.catalogue.api_versions.last)
	message := _message(objects.title(input.object), input.object, _nobody(api))
}

# For a release that the table does not know, only the plans of the last known release speak.
violations contains {"path": "apiVersion", "message": message, "fix": fix, "action": "warn", "key": _key("planned")} if {
	_target > data.fleet.catalogue.api_versions.last
	api := api_versions.served(input.object)
	api.planned <= _target
	fix := api_versions.advice_for_removed(input.object, _target)
	says := concat("", ["Kubernetes ", api_versions.release(data.fleet.catalogue.api_versions.last), " plans to serve no longer in ", api_versions.release(api.planned)])
	message := _message(objects.title(input.object), input.object, says)
}

# The versions of the clusters for which an object is embedded are unknown here.
violations contains {"path": path, "message": message, "fix": fix, "action": "warn"} if {
	some found in _placed
	found.manifest != input.object
	api := api_versions.served(found.manifest)
	path := concat(".", [found.path, "apiVersion"])
	fix := api_versions.advice_for_removed(found.manifest, data.fleet.catalogue.api_versions.last)
	subject := concat(" ", [objects.title(found.manifest), found.how, "and"])
	message := _message(subject, found.manifest, _nobody(api))
}

# The rule only warns about embedded objects.
violations contains object.union(size_limits.embedded_objects, {"action": "warn"})

violations contains object.union(size_limits.embedding_depth, {"action": "warn"})

_key(check) := {"subject": input.object.apiVersion, "check": check}

_target := api_versions.minor(known.cluster.version)

# Only a kind of a group with a domain contains other objects.
_placed := federated.placed(input.object) if contains(objects.group(input.object.apiVersion), ".")

_message(subject, manifest, says) := concat("", [subject, " is written in ", manifest.apiVersion, ", which ", says, "."])

_kubernetes(says) := concat(" ", ["Kubernetes", known.cluster.version, says])

_nobody(api) := concat("", ["no Kubernetes serves since ", api_versions.release(api.removed)])
