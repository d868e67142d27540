# METADATA
# title: API version served
# description: An object written in an apiVersion that the cluster's Kubernetes no longer serves, or not yet.
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: each cluster has a version of its own, and what one serves another may not
#   fix: write it in an apiVersion that the cluster serves
#   needs: [object, version]
#   aspects: [removed, introduced, planned, beyond]
#   misses:
#   - alpha versions, and betas that came with 1.24 or later, in a cluster that can serve them and in which nobody switched them on
#   - versions that a Kubernetes newer than the table no longer serves, unless their removal was planned before
#   - kinds of others than Kubernetes itself, e.g. of a custom resource
#   - what is too new for the clusters that an object is carried to, as their versions are not known here
package fleet.rules.api_served

import data.fleet.apis
import data.fleet.bounds
import data.fleet.federation
import data.fleet.known
import data.fleet.objects

words := rego.metadata.chain()[1].annotations

violations contains {"path": "apiVersion", "message": message, "fix": fix, "key": _key("removed")} if {
	api := apis.served(input.object)
	api.removed <= _target
	fix := apis.instead(input.object, _target)
	says := concat("", ["does not serve: it was removed in ", apis.release(api.removed)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": fix, "key": _key("introduced")} if {
	api := apis.served(input.object)
	api.introduced > _target
	fix := apis.until_then(input.object, _target)
	says := concat("", ["does not serve yet: it came with ", apis.release(api.introduced)])
	message := _message(objects.title(input.object), input.object, _kubernetes(says))
}

violations contains {"path": "apiVersion", "message": message, "fix": fix, "action": "warn"} if {
	api := apis.served(input.object)
	not _target
	fix := apis.instead(input.object, data.fleet.apis.last)
	message := _message(objects.title(input.object), input.object, _nobody(api))
}

# For a release that the table does not know, only the plans of the last known release speak.
violations contains {"path": "apiVersion", "message": message, "fix": fix, "action": "warn", "key": _key("planned")} if {
	_target > data.fleet.apis.last
	api := apis.served(input.object)
	api.planned <= _target
	fix := apis.instead(input.object, _target)
	says := concat("", ["Kubernetes ", apis.release(data.fleet.apis.last), " plans to serve no longer in ", apis.release(api.planned)])
	message := _message(objects.title(input.object), input.object, says)
}

# Of the clusters for which an object is carried no version is known here.
violations contains {"path": path, "message": message, "fix": fix, "action": "warn"} if {
	some found in _placed
	found.manifest != input.object
	api := apis.served(found.manifest)
	path := concat(".", [found.path, "apiVersion"])
	fix := apis.instead(found.manifest, data.fleet.apis.last)
	subject := concat(" ", [objects.title(found.manifest), found.how, "and"])
	message := _message(subject, found.manifest, _nobody(api))
}

# The rule only warns of what an object carries.
violations contains object.union(bounds.objects_carried, {"action": "warn"})

violations contains object.union(bounds.objects_deeper, {"action": "warn"})

_key(aspect) := {"subject": input.object.apiVersion, "aspect": aspect}

_target := apis.minor(known.cluster.version)

# Only a kind of a group in somebody's domain carries other objects.
_placed := federation.placed(input.object) if contains(objects.group(input.object.apiVersion), ".")

_message(subject, manifest, says) := concat("", [subject, " is written in ", manifest.apiVersion, ", which ", says, "."])

_kubernetes(says) := concat(" ", ["Kubernetes", known.cluster.version, says])

_nobody(api) := concat("", ["no Kubernetes serves since ", apis.release(api.removed)])
