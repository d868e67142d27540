# METADATA
# title: Controllers
# description: |
#   The controllers that make objects from others and are not part of Kubernetes. Anybody can write
#   a controller reference, so it counts only if the writer is a known controller of the kind.
package fleet.review.controllers

import data.fleet.objects

# METADATA
# description: |
#   The object from which the writer made a manifest, as {apiVersion, kind, metadata: {name,
#   namespace}}; undefined if the writer is not a known controller of that kind
maker(manifest) := [found |
	some reference in manifest.metadata.ownerReferences
	reference.controller
	objects.type_of(reference) in _controlled
	metadata := {"name": reference.name, "namespace": object.get(manifest.metadata, "namespace", object.get(input, "namespace", ""))}
	found := {"apiVersion": reference.apiVersion, "kind": reference.kind, "metadata": metadata}
][0]

_controlled := {type |
	some controller in listed
	controller.user == input.userInfo.username
	some type in controller.of
}

# METADATA
# description: |
#   The known controllers, by the data and by the settings, each {user, of} with the types that the
#   user controls
listed := array.concat(data.fleet.catalogue.controllers.known, [{"user": user, "of": types} |
	some controller in input.settings.controllers
	user := concat(":", ["system:serviceaccount", controller.serviceAccount])
	types := [concat("/", [kind.group, kind.kind]) | some kind in controller.of]
])
