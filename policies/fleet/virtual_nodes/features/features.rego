# METADATA
# title: Features
# description: What of Kubernetes a workload's pods use that a virtual node may not have, and where.
package fleet.virtual_nodes.features

import data.fleet.pod_templates
import data.fleet.virtual_nodes.features.containers
import data.fleet.virtual_nodes.features.pods
import data.fleet.virtual_nodes.features.volumes

# METADATA
# description: A manifest as `uses` looks at it, once for each of its pod templates; none for what makes no pods
workloads(manifest) := [{"manifest": manifest, "pod": pod, "template": pod.template} | some pod in pod_templates.of(manifest)]

# METADATA
# description: |
#   Where a workload uses a feature, one entry a place: {path, says, value}. `says` is what a person looks for there; a value
#   tells apart the uses of which a system may know some and not others. Undefined or empty where it does not.
uses(feature, workload) := pods.uses(feature, workload)

uses(feature, workload) := volumes.uses(feature, workload)

uses(feature, workload) := containers.uses(feature, workload)

# METADATA
# description: |
#   The number of containers and volumes of a workload, and of what they list, where it is too large to look for features in all of it. A person
#   writes some dozens
too_many_parts(workload) := number if {
	spec := workload.template.spec
	all := array.concat(_list(spec, "containers"), _list(spec, "initContainers"))
	number := ((count(all) + count(_list(spec, "volumes"))) + _listed_in(all, ["ports", "env"])) + _number_of_sources(spec)
	number > 1000
}

_list(spec, field) := array.slice(object.get(spec, field, []), 0, 1001)

_listed_in(elements, fields) := sum([count(object.get(element, field, [])) | some element in elements; some field in fields])

_number_of_sources(spec) := sum([count(object.get(volume, path, [])) |
	some volume in _list(spec, "volumes")
	some path in [["downwardAPI", "items"], ["projected", "sources"]]
]) + sum([count(object.get(source, ["downwardAPI", "items"], [])) |
	some volume in _list(spec, "volumes")
	some source in volume.projected.sources
])
