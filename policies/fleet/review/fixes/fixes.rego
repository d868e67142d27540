# METADATA
# title: Fixes
# description: How a person takes an object out of a system, or changes it there, as the data of that system says.
package fleet.review.fixes

import data.fleet.objects.marks

# METADATA
# description: |
#   How a manifest is taken out of a system, a clause for a fix; undefined where the data of the system does not say it. The first way counts
#   whose mark the manifest bears
take_out(manifest, system) := _first(manifest, data.fleet.catalogue.systems[system].fixes.take_out)

# METADATA
# description: How a manifest is changed in a system, as in take_out
change(manifest, system) := _first(manifest, data.fleet.catalogue.systems[system].fixes.change)

_first(manifest, ways) := [said | some way in ways; said := _said(manifest, way)][0]

_said(manifest, way) := replace(way.says, "{kind}", manifest.kind) if not way.mark

_said(manifest, way) := replace(way.says, "{name}", name) if {
	value := marks.value(manifest, way.mark)
	count(value) <= _longest
	name := split(value, object.get(way, "until", "\n"))[0]
}

# Annotations may be long, and names are not: they have 253 characters at most, here with the namespace, the kind and the name of an object after them.
_longest := 1000
