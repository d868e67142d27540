# METADATA
# title: Known
# description: |
#   What is known beside the review. The engine puts it beside the data, where it is parsed once and not with every object;
#   a test gives it in its input.
package fleet.known

# METADATA
# description: The facts of the cluster for which an object is judged
default cluster := {}

cluster := input.cluster

cluster := data.cluster if not input.cluster

# METADATA
# description: How a person names a workload of the facts, e.g. Deployment prod/web
title(workload) := concat("", [split(workload.type, "/")[1], " ", workload.namespace, "/", workload.name])

# METADATA
# description: The FleetExemptions there
default exemptions := []

exemptions := input.exemptions

exemptions := data.exemptions if not input.exemptions
