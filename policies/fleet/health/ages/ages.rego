# METADATA
# title: Ages
# description: Compares times of objects with the time of the input.
package fleet.health.ages

# METADATA
# description: The time of the input in nanoseconds
now := time.parse_rfc3339_ns(input.now)

# METADATA
# description: True for a time more than some minutes ago; undefined for a time that is none
is_older(since, minutes) if now - time.parse_rfc3339_ns(since) > minutes * _minute

_minute := ((60 * 1000) * 1000) * 1000

# METADATA
# description: The days from now to a time, negative for a time that is over
days_until(end) := (time.parse_rfc3339_ns(end) - now) / ((24 * 60) * _minute)

# METADATA
# description: The days between two times
days_between(begin, end) := (time.parse_rfc3339_ns(end) - time.parse_rfc3339_ns(begin)) / ((24 * 60) * _minute)

default since(_) := {}

# METADATA
# description: The time since which a condition is as it is; {} where it does not tell
since(condition) := {"since": condition.lastTransitionTime} if is_string(condition.lastTransitionTime)
