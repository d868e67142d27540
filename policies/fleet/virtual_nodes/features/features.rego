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
#   How much there is in the pods of a workload, in words, where it is too much to look for features in it: more than 2,000 values, which are counted by
#   the commas as JSON, or 256 KiB. A person writes hundreds of values
too_much(workload) := says if {
	text := json.marshal([workload.template.spec, object.get(workload.manifest, ["spec", "volumeClaimTemplates"], [])])
	says := _too_much(text, count(text))
}

_too_much(_, length) := concat(" ", [format_int(length, 10), "characters"]) if length > 262144

_too_much(text, length) := concat(" ", [format_int(number, 10), "values"]) if {
	length <= 262144
	number := count(split(text, ","))
	number > 2000
}
