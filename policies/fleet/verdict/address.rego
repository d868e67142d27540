package fleet.verdict

# METADATA
# description: |
#   The address of a rule's page as a part of a finding; empty if there is none. A page that the
#   rule itself names wins over the place that the settings give to the pages of all rules
default address(_, _) := {}

address(_, words) := {"doc": words.related_resources[0].ref}

address(rule, words) := {"doc": concat("/", [trim_right(input.settings.docs.url, "/"), rule])} if {
	not words.related_resources[0].ref
}
