# METADATA
# title: API version served
# description: An object written in an apiVersion that the cluster's Kubernetes no longer serves, or not yet.
# related_resources:
# - ref: https://kubectl-fleet.io/rules/api-served
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: each cluster has a version of its own, and what one serves another may not
#   fix: write it in an apiVersion that the cluster serves
#   needs: [object, version]
#   aspects: [removed, introduced]
#   misses:
#   - alpha versions, which a cluster serves only where somebody switched them on
#   - kinds of others than Kubernetes itself, e.g. of a custom resource
#   - what is too new for the clusters that an object is carried to, as their versions are not known here
package fleet.rules.api_served

import data.fleet.apis
import data.fleet.federation
import data.fleet.known
import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": "apiVersion", "message": message, "fix": _instead(api), "key": _key("removed")} if {
	api := apis.served(input.object)
	api.removed <= _target
	says := concat("", ["does not serve: it was removed in ", _release(api.removed)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": _until_then(api), "key": _key("introduced")} if {
	api := apis.served(input.object)
	api.introduced > _target
	says := concat("", ["does not serve yet: it came with ", _release(api.introduced)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": _instead(api), "action": "warn"} if {
	api := apis.served(input.object)
	not _target
	message := _message(objects.title(input.object), input.object, _nobody(api))
}

# Of the clusters for which an object is carried no version is known here.
violations contains {"path": path, "message": message, "fix": _instead(api), "action": "warn"} if {
	some found in _placed
	found.manifest != input.object
	api := apis.served(found.manifest)
	path := concat(".", [found.path, "apiVersion"])
	subject := concat(" ", [objects.title(found.manifest), found.how, "and"])
	message := _message(subject, found.manifest, _nobody(api))
}

_key(aspect) := {"subject": input.object.apiVersion, "aspect": aspect}

_target := apis.minor(known.cluster.version)

# Only a kind of a group in somebody's domain carries other objects.
_placed := federation.placed(input.object) if contains(objects.group(input.object.apiVersion), ".")

_message(subject, manifest, says) := concat("", [subject, " is written in ", manifest.apiVersion, ", which ", says, "."])

_kubernetes(says) := concat(" ", ["Kubernetes", known.cluster.version, says])

_nobody(api) := concat("", ["no Kubernetes serves since ", _release(api.removed)])

_release(minor) := concat(".", ["1", format_int(minor, 10)])

_instead(api) := api.fix if not api.instead

_instead(api) := concat("", ["write it in ", api.instead, ", which Kubernetes serves since ", _release(api.since)])

_until_then(api) := concat("", ["upgrade the cluster, or write it in ", api.before, " until then"]) if api.before

_until_then(api) := "upgrade the cluster first" if not api.before
