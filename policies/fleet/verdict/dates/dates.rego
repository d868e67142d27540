# METADATA
# title: Dates
# description: |
#   Days and times as settings and exemptions write them (RFC 3339), in nanoseconds. A day is one of
#   UTC and lasts until its end.
package fleet.verdict.dates

# METADATA
# description: When the review takes place
now := time.parse_rfc3339_ns(input.now)

# METADATA
# description: The first moment of a day, or the time itself
start(text) := time.parse_rfc3339_ns(concat("", [text, "T00:00:00Z"])) if _is_day(text)

start(text) := time.parse_rfc3339_ns(text) if not _is_day(text)

# METADATA
# description: The first moment after a day, or the time itself
end(text) := start(text) + days(1) if _is_day(text)

end(text) := start(text) if not _is_day(text)

# METADATA
# description: So many days
days(number) := number * 86400000000000

_is_day(text) if count(text) == count("2026-12-31")
