"""Words for days that are counted from the report's date, or from a day told before."""

RELATIVE_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1, "heute": 0, "übermorgen": 2,
    "aujourd'hui": 0, "demain": 1, "сегодня": 0, "завтра": 1, "gestern": -1, "hier": -1, "вчера": -1,
}  # fmt: skip
LANGUAGE_OF = {"hier": "fr", "heute": "de", "gestern": "de", "demain": "fr"}
# Counted from the day that was told before.
DAYS_LATER = {
    "same day": 0, "later in the day": 0, "earlier in the day": 0, "that day": 0, "first day": 0, "opening day": 0,
    "following day": 1, "next day": 1, "day after": 1, "day later": 1, "second day": 1,
    "next morning": 1, "next afternoon": 1, "next evening": 1, "following morning": 1, "following afternoon": 1, "following evening": 1,
    "lendemain": 1, "tag darauf": 1, "на следующий день": 1, "day earlier": -1,
    "previous day": -1, "preceding day": -1, "previous morning": -1, "previous afternoon": -1, "previous evening": -1,
    "preceding morning": -1, "preceding afternoon": -1, "preceding evening": -1, "morning before": -1, "evening before": -1,
    "the day before": -1, "eve": -1,
    # A day before the other, so that the other is a day later.
    "day before": 1, "two days before": 2,
    "two days later": 2, "third day": 2, "three days later": 3, "a week later": 7,
}  # fmt: skip

# By which days of several they are, if several were told: on the last day.
DAYS_OF_SEVERAL = {
    "first day": 0, "opening day": 0, "second day": 1, "third day": 2, "last day": -1, "final day": -1, "closing day": -1,
}  # fmt: skip
FIRST_TWO = "first two days"
