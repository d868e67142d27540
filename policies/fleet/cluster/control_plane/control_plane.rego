# METADATA
# title: Control plane
# description: |
#   Finds the parts of a federation's control plane that a manifest runs, and how it runs them,
#   whoever installed them.
package fleet.cluster.control_plane

import data.fleet.catalogue.index
import data.fleet.objects
import data.fleet.objects.paths
import data.fleet.pod_templates

# METADATA
# description: |
#   Parts of control planes that a manifest runs, each {title, safe, replicas, is_spread,
#   has_budget, volumes, paths, labels, fix}: `safe` replicas survive the loss of one, `volumes` are
#   those that its data lies in, as {type, path}, `paths` say where in the manifest the rest stands.
#   `labels` are those of its pods, absent where they run in another cluster, `fix` where the
#   federation has none of its own.
parts(manifest) := array.concat(_run(manifest), _described(manifest))

# A Deployment or StatefulSet of the control plane.
_run(manifest) := [part |
	type := objects.type_of(manifest)
	names := index.systems.parts[type]
	[template] := [pod.template | some pod in pod_templates.of(manifest)]
	programs := _programs(manifest, template)
	some name in names
	system := data.fleet.catalogue.systems[name]
	some program in programs
	known := system.control_plane.parts[type][program]
	_is_its_own(manifest, template, known, system.control_plane)
	part := object.union(object.filter(system.control_plane, ["fix"]), {
		"title": concat(" of ", [known.title, system.title]),
		"safe": known.replicas,
		"replicas": object.get(manifest.spec, "replicas", 1),
		"is_spread": _is_spread(template.spec),
		"has_budget": false,
		"paths": {"replicas": "spec.replicas", "spread": "spec.template.spec", "budget": "spec.template.metadata.labels"},
		"volumes": _data_volumes(template.spec, known),
		"labels": object.get(template, ["metadata", "labels"], {}),
	})
]

# The program of each container, and the names of the object for images that alone know their
# program.
_programs(manifest, template) := {name |
	some container in template.spec.containers
	some command in array.slice(array.concat(object.get(container, "command", []), object.get(container, "args", [])), 0, 1)
	path := split(command, "/")
	name := path[count(path) - 1]
} | {
	manifest.metadata.name,
	object.get(manifest.metadata, ["labels", "app.kubernetes.io/name"], manifest.metadata.name),
}

_is_its_own(_, _, known, _) if not known.shared

_is_its_own(manifest, template, _, control_plane) if {
	some mark in control_plane.known_by
	_bears(manifest, template, mark)
}

_bears(manifest, _, mark) if manifest.metadata.namespace == mark.namespace

_bears(manifest, _, mark) if manifest.metadata.name == mark.name

_bears(manifest, _, mark) if {
	every key, value in mark.labels {
		manifest.metadata.labels[key] == value
	}
}

_bears(_, template, mark) if template.spec.containers[_].env[_].name == mark.environment

default _is_spread(_) := false

_is_spread(spec) if count(spec.topologySpreadConstraints) > 0

_is_spread(spec) if {
	some terms in spec.affinity.podAntiAffinity
	count(terms) > 0
}

_data_volumes(spec, known) := [{"type": type, "path": path} |
	some index, volume in spec.volumes
	volume.name == known.data_volume
	some type, _ in volume
	path := paths.indexed("spec.template.spec.volumes", index)
]

# The parts that a resource of an operator describes. Only kinds of a group with a domain describe
# parts.
_described(manifest) := [part |
	contains(objects.group(manifest.apiVersion), ".")
	some system in data.fleet.catalogue.systems
	resource := system.control_plane.resources[objects.type_of(manifest)]
	some known in resource.parts
	_is_wanted(manifest, known)
	settings := object.get(manifest, known.at, {})
	path := concat(".", known.at)
	part := object.union(_labels(manifest, resource, known), {
		"title": concat(" of ", [known.title, system.title]),
		"safe": known.replicas,
		"replicas": object.get(settings, "replicas", known["default"]),
		"is_spread": _is_spread(settings),
		"has_budget": is_object(object.get(settings, resource.budget, null)),
		"paths": {
			"replicas": concat(".", [path, "replicas"]),
			"spread": concat(".", [path, "affinity"]),
			"budget": concat(".", [path, resource.budget]),
		},
		"volumes": _wanted_volumes(settings, known, path),
	})
]

_is_wanted(manifest, known) if {
	not known.optional
	not _is_left_to_others(manifest, known)
}

_is_wanted(manifest, known) if {
	known.optional
	object.get(manifest, known.at, null) != null
}

_is_left_to_others(manifest, known) if object.get(manifest, known.unless, null) != null

_labels(manifest, resource, known) := {"labels": labels} if {
	object.get(manifest, resource.remote, null) == null
	labels := object.union(known.labels, {resource.instance: manifest.metadata.name})
} else := {}

_wanted_volumes(settings, known, path) := [{"type": type, "path": concat(".", [path, known.data_volume])} |
	given := object.keys(object.get(settings, known.data_volume, {})) & {type | some type in known.volumes}
	some type in _or_first(given, known.volumes)
]

_or_first(given, _) := given if count(given) > 0

_or_first(given, volumes) := {volumes[0]} if count(given) == 0
