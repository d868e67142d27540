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
import data.fleet.pod_templates

words := rego.metadata.chain()[1].annotations

violations contains {"path": path, "message": message} if {
	some pod in pod_templates.of(input.object)
	some field in ["containers", "initContainers"]
	some index, container in pod.template.spec[field]
	_may_change(container.image)
	path := pod_templates.path(pod, sprintf("spec.%s[%d].image", [field, index]))
	message := sprintf("%s runs %s, which may be another image tomorrow.", [objects.title(input.object), container.image])
}

_may_change(image) if endswith(image, ":latest")

# The host of a registry may have a port, so only what follows the last slash can hold the tag.
_may_change(image) if {
	parts := split(image, "/")
	not contains(parts[count(parts) - 1], ":")
}
