# METADATA
# title: Subjects
# description: |
#   The users, groups and service accounts that may act for an owner, as the settings map them.
package fleet.ownership.subjects

import data.fleet.naming

# METADATA
# description: True for an owner that the settings map
is_mapped(owner) if input.settings.owners[owner]

# METADATA
# description: |
#   True for a user that the settings name for the owner, and for a member of a break-glass group
acts_for(owner, user) if user.username in usernames(owner)

acts_for(owner, user) if {
	some group in user.groups
	group in array.concat(groups(owner), break_glass_groups)
}

# METADATA
# description: Groups whose members may act for the owner
groups(owner) := _named(owner, "groups")

# METADATA
# description: Groups whose members may act for every owner
break_glass_groups := object.get(input, ["settings", "breakGlassGroups"], data.fleet.ownership.break_glass_groups)

# METADATA
# description: The subjects of the owner in words
titles(owner) := array.concat(
	[concat(" ", ["the group", group]) | some group in array.concat(groups(owner), break_glass_groups)],
	array.concat(
		[concat(" ", ["the user", user]) | some user in _named(owner, "users")],
		_accounts_in_words(_named(owner, "serviceAccounts")),
	),
)

_accounts_in_words(accounts) := array.concat(
	[concat(" ", ["the service account", account]) | some account in named],
	[naming.counted(number, "service account") | some number in [count(accounts) - count(named)]; number > 0],
) if {
	named := [account | some account in accounts; naming.is_within(split(account, ":")[0])]
}

# METADATA
# description: Names of the users who may act for the owner
usernames(owner) := array.concat(
	_named(owner, "users"),
	[concat(":", ["system:serviceaccount", account]) | some account in _named(owner, "serviceAccounts")],
)

_named(owner, sort_of_subject) := object.get(input, ["settings", "owners", owner, sort_of_subject], [])
