"""What countries and cities are called: in English, and in another language as CLDR has them."""

from collections.abc import Iterator

import pytz

# Beside the names that CLDR and the tables of time zones have for them.
_IN_ENGLISH = {
    "AE": "UAE",
    "BA": "Bosnia",
    "CD": "DR Congo, DRC, Democratic Republic of the Congo, Congo",
    "CG": "Republic of the Congo, Congo",
    "CI": "Ivory Coast",
    "CZ": "Czech Republic",
    "EU": "EU",
    "GB": "UK, Britain, Great Britain",
    "HK": "Hong Kong",
    "KP": "DPRK, Korea",
    "KR": "Republic of Korea, Korea",
    "MM": "Burma",
    "NL": "The Netherlands, Holland",
    "PS": "Palestine",
    "RU": "Russian Federation",
    "SY": "Syria",
    "TR": "Turkey",
    "UN": "UN",
    "US": "US, USA, United States of America, America",
    "VA": "Holy See",
}
_IN_OTHERS = {
    "fr": {"HK": "Hong Kong", "PS": "Palestine", "VA": "Saint-Siège, Vatican"},
    "de": {"PS": "Palästina", "US": "Vereinigte Staaten von Amerika", "VA": "Heiliger Stuhl"},
    "es": {"PS": "Palestina", "VA": "Santa Sede, Vaticano"},
    "ru": {"PS": "Палестина", "US": "США", "VA": "Святой Престол", "KR": "Южная Корея"},
    "uk": {"PS": "Палестина", "US": "США", "VA": "Святий Престол"},
    "ar": {"PS": "فلسطين"},
}
# Where diplomats meet, and no zone is named for it.
_CITIES = {
    "Abu Dhabi": "fr: Abou Dabi, es: Abu Dabi, ru: Абу-Даби, uk: Абу-Дабі, ar: أبوظبي",
    "Ankara": "ru: Анкара, uk: Анкара, ar: أنقرة",
    "Beijing": "fr: Pékin, de: Peking, es: Pekín, ru: Пекин, uk: Пекін, ar: بكين",
    "Bern": "fr: Berne, es: Berna, ru: Берн, uk: Берн, ar: برن",
    "Geneva": "fr: Genève, de: Genf, es: Ginebra, ru: Женева, uk: Женева, ar: جنيف",
    "Munich": "de: München, es: Múnich, ru: Мюнхен, uk: Мюнхен, ar: ميونخ",
    "New Delhi": "de: Neu-Delhi, es: Nueva Delhi, ru: Нью-Дели, uk: Нью-Делі, ar: نيودلهي",
    "Strasbourg": "de: Straßburg, es: Estrasburgo, ru: Страсбург, uk: Страсбург, ar: ستراسبورغ",
    "The Hague": "fr: La Haye, de: Den Haag, es: La Haya, ru: Гаага, uk: Гаага, ar: لاهاي",
    "Washington": "ru: Вашингтон, uk: Вашингтон, ar: واشنطن",
}
_OF_NO_COUNTRY = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})


def countries_named(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each country's code, and its names in English, and in a language by its code."""
    from babel import Locale  # late: hardly anybody asks

    other, in_others = Locale(language), _IN_OTHERS.get(language, {})
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in _OF_NO_COUNTRY:
            names = [name, *_listed(_IN_ENGLISH.get(code, ""))]
            names += [pytz.country_names[code]] if code in pytz.country_names else []
            named = [other.territories.get(code, name), *_listed(in_others.get(code, ""))]
            yield code, names, named


def places_named(language: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each place's names in English, and in a language by its code; reads files of CLDR."""
    from babel import Locale

    for _, in_english, in_language in countries_named(language):
        yield in_english, in_language
    english, other = Locale("en"), Locale(language)
    for zone, city in other.time_zones.items():
        if "city" in city and "/" in zone and zone in pytz.all_timezones_set:
            named = english.time_zones.get(zone, {})
            of_zone = zone.rpartition("/")[2].replace("_", " ")
            yield [of_zone, named.get("city", of_zone)], [city["city"]]
    for name, others in _CITIES.items():
        told = dict(each.split(": ") for each in _listed(others))
        if language in told:
            yield [name], [told[language]]


def _listed(names: str) -> list[str]:
    return names.split(", ") if names else []
