# METADATA
# title: Features
# description: |
#   Finds the features of Kubernetes that the pods of a workload use and that a virtual node may
#   lack.
package fleet.virtual_nodes.features

import data.fleet.pod_templates
import data.fleet.virtual_nodes.features.containers
import data.fleet.virtual_nodes.features.pods
import data.fleet.virtual_nodes.features.volumes

# METADATA
# description: |
#   The input of `uses` for a manifest, one entry for each of its pod templates; empty for an object
#   that makes no pods
workloads(manifest) := [{"manifest": manifest, "pod": pod, "template": pod.template} | some pod in pod_templates.of(manifest)]

# METADATA
# description: |
#   The places at which a workload uses a feature, each {path, says, value}. `says` names the part
#   of the pod for a person. `value` tells uses apart of which a system may support only some.
#   Undefined or empty if the workload does not use the feature.
uses(feature, workload) := pods.uses(feature, workload)

uses(feature, workload) := volumes.uses(feature, workload)

uses(feature, workload) := containers.uses(feature, workload)

# METADATA
# description: |
#   The size of the pods of a workload in words, if it is too large to look for features: more than
#   2,000 values, counted by the commas as JSON, or 256 KiB. A person writes hundreds of values
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
