# METADATA
# title: Identities
# description: The users and field managers by which a system writes.
package fleet.review.identities

import data.fleet.catalogue.index

# METADATA
# description: Systems of a field manager, e.g. kubectl for kubectl-edit
systems_of(field_manager) := sort([name |
	some name, system in data.fleet.catalogue.systems
	some manager in system.field_managers
	_is_field_manager(manager, field_manager)
])

_is_field_manager(manager, field_manager) if manager.name == field_manager

_is_field_manager(manager, field_manager) if startswith(field_manager, manager.prefix)

# METADATA
# description: True for a user by which a system writes
is_identity(system, user) if count(of_user(system, user)) > 0

# METADATA
# description: The identities of a system that a user has
of_user(system, user) := [identity |
	_is_known_name(system, user.username)
	some identity in data.fleet.catalogue.systems[system].identities
	_is_named(identity, user.username)
	_is_member(identity, user)
]

# Most users belong to no system, and a system has many identities.
_is_known_name(system, username) if system in index.systems.users[username]

_is_known_name(system, username) if {
	some prefix in index.systems.prefixes[system]
	startswith(username, prefix)
}

_is_named(identity, username) if identity.user == username

_is_named(identity, username) if startswith(username, identity.prefix)

_is_member(identity, _) if not identity.group

_is_member(identity, user) if identity.group in user.groups
