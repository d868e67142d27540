# METADATA
# title: Known
# description: What is known of the cluster for which an object is judged.
package fleet.known

# METADATA
# description: |
#   The facts of the cluster. The engine puts them beside the data, where they are parsed once and not with every object; a test gives
#   them in its input.
default cluster := {}

cluster := input.cluster

cluster := data.cluster if not input.cluster

# METADATA
# description: How a person names a workload of the facts, e.g. Deployment prod/web
title(workload) := concat("", [split(workload.type, "/")[1], " ", workload.namespace, "/", workload.name])
