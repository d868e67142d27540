# METADATA
# title: Settings
# description: Finds the action that the settings give to a rule for the reviewed object.
package fleet.verdict.settings

import data.fleet.objects
import data.fleet.objects.selectors
import data.fleet.verdict.dates

# METADATA
# description: |
#   The gravest action of any rule here and today, the user's own rules included; deny where the
#   settings name none
default ceiling := "deny"

ceiling := action("*")

# METADATA
# description: |
#   The action of a rule here and today; undefined where the settings leave it to the rule
action(rule) := setting if {
	setting := input.settings.rules[rule]
	is_string(setting)
}

action(rule) := _action_today(meant[0]) if {
	meant := [entry | some entry in input.settings.rules[rule]; _is_meant(entry)]
}

_action_today(entry) := object.get(entry, "then", "deny") if _is_over(entry)

_action_today(entry) := entry.action if not _is_over(entry)

_is_over(entry) if dates.now >= dates.end(entry.until)

_is_meant(entry) if not entry.namespaces

_is_meant(entry) if {
	_can_be_told(entry.namespaces)
	selectors.matches(entry.namespaces, _labels)
}

# Labels of the object's namespace; a Namespace is its own. A cluster-scoped object has no labels of
# a namespace, and no entry with a namespace selector matches it.
_labels := object.union(object.get(_namespace, ["metadata", "labels"], {}), {"kubernetes.io/metadata.name": name}) if {
	name := _name
	name != ""
}

_name := input.object.metadata.name if _is_namespace

_name := input.namespace if not _is_namespace

default _namespace := {}

_namespace := input.object if _is_namespace

_namespace := input.namespaceObject if {
	is_object(input.namespaceObject)
	not _is_namespace
}

_is_namespace if objects.type_of(input.object) == "/Namespace"

# Only the name is known of a namespace that was not shown, so a missing label cannot be told.
_can_be_told(_) if _namespace.metadata

_can_be_told(selector) if {
	every key in selectors.keys(selector) {
		key == "kubernetes.io/metadata.name"
	}
}
