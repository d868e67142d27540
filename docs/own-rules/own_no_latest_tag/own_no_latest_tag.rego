# METADATA
# title: No latest tag
# description: A container whose image has no tag, or the tag latest.
# related_resources:
# - ref: https://example.com/rules/no-latest-tag
# custom:
#   action: deny
#   severity: high
#   antipattern: clusters as cattle
#   why: each cluster would run what was the latest when it pulled, and nobody could say which version that is
#   fix: name a version, or a digest
#   needs: [object]
#   misses:
#   - a tag with a version that is pushed again
package fleet.rules.own_no_latest_tag

import data.fleet.objects
import data.fleet.placement

words := rego.metadata.chain()[1].annotations

violations contains {"path": path, "message": message} if {
	some field in ["containers", "initContainers"]
	some index, container in placement.pod_template(input.object).spec[field]
	_may_change(container.image)
	path := concat(".", array.concat(_template_path, [sprintf("spec.%s[%d].image", [field, index])]))
	message := sprintf("%s runs %s, which may be another image tomorrow.", [objects.title(input.object), container.image])
}

# Where the pods of this kind of object are described: nowhere in particular for a Pod, in spec.template for a Deployment.
_template_path := data.fleet.systems.kubernetes.pod_templates[objects.type_of(input.object)]

_may_change(image) if endswith(image, ":latest")

# The host of a registry may have a port, so only what follows the last slash can hold the tag.
_may_change(image) if {
	parts := split(image, "/")
	not contains(parts[count(parts) - 1], ":")
}
