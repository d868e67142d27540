# METADATA
# title: Charts
# description: The options of helm beside the chart, as an object of a GitOps system has them.
package fleet.gitops.sources.charts

import data.fleet.gitops.sources.values

# METADATA
# description: |
#   The options of helm; empty ones for a system that has none. The version of Kubernetes and what
#   it serves are '' and [] where the object leaves them to the cluster.
options(found) := {
	"release": _release(found),
	"valueFiles": values.files(found),
	"ignoreMissing": _field(found, "ignore_missing", false),
	"values": _values(found),
	"parameters": [{"name": one.name, "value": one.value, "isText": object.get(one, found.rendering.helm.text, false)} |
		some one in _field(found, "parameters", [])
	],
	"kubeVersion": _field(found, "kube_version", ""),
	"apiVersions": _field(found, "api_versions", []),
	"skipSchema": _field(found, "skip_schema", false),
}

_release(found) := name if {
	name := _field(found, "release", "")
	name != ""
} else := concat("-", [namespace, found.manifest.metadata.name]) if {
	found.rendering.helm.release_after_namespace
	namespace := object.get(found.reading.spec, found.reading.words.namespace, "")
	namespace != ""
} else := object.get(found.manifest, ["metadata", "name"], "")

_values(found) := json.marshal(values_object) if {
	values_object := _field(found, "values_object", null)
	values_object != null
} else := _field(found, "values", "")

# A word for which the data names no field has its default.
_field(found, name, otherwise) := object.get(found.source, object.get(found.rendering, ["helm", name], ["-"]), otherwise)
