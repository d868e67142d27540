# METADATA
# title: Objects
# description: |
#   How an object is named to a person and in data. A manifest is a Kubernetes object as it was
#   sent.
package fleet.objects

# METADATA
# description: Group of an apiVersion; '' for the core group
group(api_version) := split(api_version, "/")[0] if contains(api_version, "/")

group(api_version) := "" if not contains(api_version, "/")

# METADATA
# description: |
#   Key of a kind in data, e.g. apps/StatefulSet or /Pod. Kinds are told apart by group and kind,
#   never by kind alone
type_of(manifest) := concat("/", [group(manifest.apiVersion), manifest.kind])

# METADATA
# description: |
#   The identity of an object: type, namespace and name. A manifest without a name has its own text
#   as identity
identity(manifest) := [type_of(manifest), object.get(manifest, ["metadata", "namespace"], ""), name] if {
	name := manifest.metadata.name
	name != ""
} else := json.marshal(manifest)

# METADATA
# description: |
#   True for two values that are equal as JSON. OPA's Wasm compares two objects in the square of
#   their keys, and writes them in linear time
are_equal(one, other) if json.marshal(one) == json.marshal(other)

# METADATA
# description: How a person names an object, e.g. StatefulSet prod/db
title(manifest) := concat(" ", [manifest.kind, _full_name(object.get(manifest, "metadata", {}))])

_full_name(metadata) := concat("/", [metadata.namespace, _name(metadata)]) if metadata.namespace != ""

_full_name(metadata) := _name(metadata) if object.get(metadata, "namespace", "") == ""

_name(metadata) := object.get(metadata, "name", object.get(metadata, "generateName", "(no name)"))

# METADATA
# description: |
#   The reviewed object as a finding names it; the request knows the namespace that a manifest may
#   leave out
reference(review) := {
	"apiVersion": review.object.apiVersion,
	"kind": review.object.kind,
	"namespace": object.get(review.object, ["metadata", "namespace"], review.namespace),
	"name": _name(object.get(review.object, "metadata", {})),
}

# METADATA
# description: |
#   A set of names in a sentence, the first three and the number of others. OPA's Wasm takes long to
#   sort thousands
listed(names) := concat(", ", sort(names)) if count(names) <= 3

listed(names) := concat("", [concat(", ", [first, second, third]), " and ", format_int(count(names) - 3, 10), " more"]) if {
	count(names) > 3
	first := min(names)
	second := min(names - {first})
	third := min(names - {first, second})
}

# METADATA
# description: |
#   The word only and names in a sentence, the first three and the number of others; nobody for an
#   empty list
only(names) := concat(" ", ["only", concat(" or ", names)]) if count(names) in {1, 2, 3}

only(names) := concat("", ["only ", concat(", ", array.slice(names, 0, 3)), " or ", format_int(count(names) - 3, 10), " more"]) if {
	count(names) > 3
}

only([]) := "nobody"
