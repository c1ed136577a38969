"""The keys of what is known of an event beside its time: places, sources, who may come."""

from events.definitions.schema.shapes import (
    EMAIL_PATTERN,
    GEO_PATTERN,
    LANGUAGE_PATTERN,
    PHONE_PATTERN,
    URL_PATTERN,
    ZONE,
    address,
    line,
    mapping_of,
    not_empty,
    or_line,
    prose,
    whole,
)
from events.time_grammar import DAY_PATTERN, DURATION_PATTERN, START_PATTERN, TIME_PATTERN

SOURCE = or_line(
    mapping_of(
        "Who said so; a text is the publisher.",
        ("publisher",),
        publisher=line("The paper, agency or office."),
        date=line("The day of the report.", pattern=whole(DAY_PATTERN.pattern)),
        url=address("Where to read it."),
        quote=prose("The words themselves."),
    )
)

LINK = mapping_of(
    "An address where more is to be read or seen.",
    ("url",),
    url=address("The address."),
    title=line("What it leads to."),
    language=line("The code of the language that it is in.", pattern=whole(LANGUAGE_PATTERN)),
)
OUTCOME = or_line(
    mapping_of(
        "What came of it; a text is what there is to say.",
        ("text",),
        text=prose("What came of it, in a few words."),
        url=address("Where to read it."),
    )
)

SOURCE_OF_SEVERAL = {
    **SOURCE,
    "properties": {
        **SOURCE["properties"],
        "start": line(
            "What it says of the start, where that differs.",
            pattern=whole(START_PATTERN.pattern),
        ),
    },
}

_YES = {"enum": ["yes", "no"]}
_PLACE = mapping_of(
    "Where it happens; a text is the city, or: to be confirmed, online.",
    (),
    city=line("The city."),
    country=line("The country; alone where no city is known."),
    venue=line("The building or hall."),
    timezone=ZONE,
    geo=line("Latitude, longitude in degrees: 50.8796, 4.4223.", pattern=whole(GEO_PATTERN)),
    online=line(
        "The address at which it is online, beside a city or alone; yes where nobody has said it.",
        pattern=whole(f"yes|no|{URL_PATTERN}"),
    ),
    **{"to be confirmed": {**_YES, "description": "yes where the place is not sure yet."}},
)
NEEDED_OF_PLACE = ("city", "country", "online", "to be confirmed")
"""What a place has one of."""
PLACE = or_line({**_PLACE, "anyOf": [{"required": [key]} for key in NEEDED_OF_PLACE]})
PLACE["anyOf"].insert(0, {"type": "string"})
MAX_PLACES = 20

DELEGATION = mapping_of(
    "A party at the table.",
    ("party",),
    party=line("The country or organization."),
    head=line("Who leads the delegation, with the post held."),
)

# Who of the press may come, and how.
ARRIVE_PATTERN = rf"(?:{DURATION_PATTERN.pattern}) +before"
ACCREDITATION = not_empty(
    mapping_of(
        "How the press gets in: its closing becomes a deadline of its own.",
        (),
        until=line(
            "When it closes: a day, or a day and a time: 2022-01-10 17:00 Europe/Brussels. In a "
            "series an hour of its day: 09:00.",
            pattern=whole(f"{START_PATTERN.pattern}|{TIME_PATTERN.pattern}"),
        ),
        url=address("Where to ask for it."),
        note=prose("What else is to be known of it."),
    )
)
CONTACT = not_empty(
    or_line(
        mapping_of(
            "Whom the press may ask; a text is the name.",
            (),
            name=line("The person or the office."),
            email=line("The e-mail address.", pattern=whole(EMAIL_PATTERN)),
            phone=line("The telephone number: +32 2 707 41 11.", pattern=whole(PHONE_PATTERN)),
        )
    )
)
