# METADATA
# title: Parameters
# description: |
#   The name, fleet and owner of the cluster, as a ConfigMap that the API server hands to admission
#   policies. A field that the ConfigMap leaves out is unknown.
package fleet.admission_policies.parameters

import data.fleet.known

# METADATA
# description: The ConfigMap
manifest := {
	"apiVersion": "v1",
	"kind": "ConfigMap",
	"metadata": {"name": "kubectl-fleet", "namespace": "kube-system"},
	"data": {field: value | some field in ["name", "fleet", "owner"]; value := known.cluster[field]},
}

# METADATA
# description: The paramKind of a policy
kind := {"apiVersion": "v1", "kind": "ConfigMap"}

# METADATA
# description: The paramRef of a binding
reference := object.union(manifest.metadata, {"parameterNotFoundAction": "Allow"})

# METADATA
# description: The variable in which an expression finds them
variable := {"name": "ofCluster", "expression": "params == null || !has(params.data) ? {} : params.data"}
