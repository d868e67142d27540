# METADATA
# title: Obstacles
# description: |
#   Reasons why what an object of a GitOps system deploys cannot be read from the files of a
#   repository.
package fleet.gitops.sources.obstacles

import data.fleet.gitops.content
import data.fleet.gitops.destinations
import data.fleet.gitops.sources.values
import data.fleet.objects

# METADATA
# description: |
#   The data about rendering for the kind of the object; undefined for an object that deploys
#   nothing
rendering(manifest) := found if {
	contains(objects.group(manifest.apiVersion), ".") # only kinds of a group in somebody's domain deploy others
	some system in data.fleet.catalogue.systems
	some found in system.rendering
	objects.type_of(manifest) in found.kinds
}

# METADATA
# description: The reason why nothing can be told of an object that deploys others
of_all(manifest) := "a patch of its template may change all of it" if {
	rendering(manifest)
	not destinations.reading(manifest)
} else := "it names more than 250 folders" if {
	rendering(manifest)
	content.has_too_many_folders(destinations.reading(manifest))
}

# METADATA
# description: The reason why it cannot be told what is deployed from one source
reason(found) := ways[0] if {
	ways := [way.reason | some way in found.rendering.unless; not object.get(found.source, way.field, null) in {null, []}]
} else := "it names no source" if {
	found.rendering.references
	found.reference == {}
} else := "its path is templated" if {
	is_templated(found.path)
} else := "its repository is templated" if {
	is_templated(object.get(found.source, found.rendering.repository, ""))
} else := values.unknown(found)[0]

# METADATA
# description: |
#   The reason why nobody knows whether a source is a repository of git, so that only the user can
#   say where its files are; '' for what is one
elsewhere(found) := concat(" ", [_article(kind), kind, "is not followed"]) if {
	kind := found.reference.kind
	not kind in {split(type, "/")[1] | some type, _ in found.rendering.repositories}
} else := "its chart lies in a chart repository" if {
	object.get(found.source, found.rendering.chart, "") == found.path
} else := ""

_article(kind) := "an" if {
	substring(kind, 0, 1) in {"A", "E", "I", "O", "U"}
} else := "a"

# METADATA
# description: True for text that another program fills in
is_templated(text) if contains(text, "{{")

is_templated(text) if contains(text, "${")
