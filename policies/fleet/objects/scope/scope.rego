# METADATA
# title: Scope
# description: Tells objects that have a namespace from those of the whole cluster.
package fleet.objects.scope

import data.fleet.objects

# METADATA
# description: True where the object is of a kind that is known to have a namespace
is_namespaced(manifest) if {
	objects.group(manifest.apiVersion) in data.fleet.catalogue.systems.kubernetes.scopes.groups
	not objects.type_of(manifest) in data.fleet.catalogue.systems.kubernetes.scopes.cluster
}

is_namespaced(manifest) if {
	some system in data.fleet.catalogue.systems
	some known in system.kinds
	known.group == objects.group(manifest.apiVersion)
	manifest.kind in known.kinds
	known.scope == "Namespaced"
}
