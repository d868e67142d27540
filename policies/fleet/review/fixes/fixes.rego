# METADATA
# title: Fixes
# description: |
#   Tells a person how to take an object out of a system, or to change it there, by the data of that
#   system.
package fleet.review.fixes

import data.fleet.objects.marks

# METADATA
# description: |
#   How to take a manifest out of a system, as a clause for a fix; undefined if the data of the
#   system does not say it. The first entry counts whose mark the manifest has
take_out(manifest, system) := _first(manifest, data.fleet.catalogue.systems[system].fixes.take_out)

# METADATA
# description: How to change a manifest in a system, as in take_out
change(manifest, system) := _first(manifest, data.fleet.catalogue.systems[system].fixes.change)

_first(manifest, ways) := [said | some way in ways; said := _said(manifest, way)][0]

_said(manifest, way) := replace(way.says, "{kind}", manifest.kind) if not way.mark

_said(manifest, way) := replace(way.says, "{name}", name) if {
	value := marks.value(manifest, way.mark)
	count(value) <= _longest
	name := split(value, object.get(way, "until", "\n"))[0]
}

# Annotations may be long, but names have at most 253 characters. Namespace, kind and name of an
# object follow here.
_longest := 1000
