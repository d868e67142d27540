package fleet.verdict.dates_test

import data.fleet.verdict.dates

test_day_lasts_from_its_midnight_to_the_next if {
	dates.start("2026-12-31") == 1798675200000000000
	dates.end("2026-12-31") == 1798761600000000000
}

test_time_lasts_no_time if {
	dates.start("2026-12-31T12:00:00Z") == 1798718400000000000
	dates.end("2026-12-31T13:00:00+01:00") == 1798718400000000000
}

test_now_is_when_the_review_takes_place if {
	dates.now == 1798718400000000000 with input as {"now": "2026-12-31T12:00:00.000Z"}
}

test_what_is_no_date_is_undefined if {
	every text in ["2026-02-30", "tomorrow", "", null, 7] {
		not dates.start(text)
		not dates.end(text)
	}
}
