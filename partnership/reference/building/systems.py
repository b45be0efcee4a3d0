"""England's health and care systems as places: each lives on under STP, ICS and ICB.

A system is one place as long as its ODS code is the same, though its ONS code and the body that
plans there changed. The areas of April 2026 with new boundaries are further places.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

from partnership.reference.building.book import ICBS, ICBS_OF_2026, STPS, STPS_OF_2020, Book
from partnership.reference.building.organisations import ccg_ods, icb_of_ccg

ENGLAND = "E92000001"
CENSUS = "ONS Census 2021"
# ONS gave a new code when an edge moved between 2017 and 2020; these are the same system.
CODE_OF_2017 = {
    "E54000054": "E54000005",
    "E54000051": "E54000006",
    "E54000053": "E54000033",
    "E54000052": "E54000035",
}
NORTH_EAST = "E54000050"


def build_systems(book: Book) -> None:
    """The 42 systems, those merged into them by 2020, and the new areas of 2026."""
    book.add_place(ENGLAND, "country", "England", "country", population_source=CENSUS)
    book.add_code(ENGLAND, "ons", ENGLAND)
    names = _names(book)
    dissolved = {
        row["ods_code"]
        for row in book.source("geography/icb_register_2022_2026.csv")
        if row["valid_to"]
    }
    for row in book.source("geography/icb24_names_codes.csv"):
        key, ods = row["icb24_code"], row["icb24_ods"]
        stp = next(code for code, (code_ods, _) in names[2020].items() if code_ods == ods)
        book.add_place(
            key,
            "system",
            bare_name(row["icb24_name"]),
            "system",
            region=row["nhs_region_name"].split(" (")[0],
            parent=ENGLAND,
            starts_on=STPS_OF_2020 if stp == NORTH_EAST else STPS,
            population=row["census2021_population"],
            population_source=CENSUS,
        )
        ends = ICBS_OF_2026 if ods in dissolved else ""
        _codes(book, key, stp, ends)
        book.add_code(key, "ods", ods, ends_on=ends)
        _former_names(book, key, stp, names)
    _the_demonstration_place(book)
    _merged_by_2020(book, names[2017])


def build_areas_of_2026(book: Book) -> None:
    """The seven areas with new boundaries, after everything else that may bear their names."""
    known = {str(row["key"]) for row in book.places}
    for row in book.source("geography/icb_register_2022_2026.csv"):
        key = row["ons_code"]
        if key in known:
            continue
        book.add_place(
            key,
            "system",
            bare_name(row["name"]),
            "from-2026",
            parent=ENGLAND,
            starts_on=ICBS_OF_2026,
            population_source=CENSUS,
            note="The boundary is inferred from the areas it took over, and the ONS code is not "
            "yet confirmed.",
        )
        book.add_code(key, "ons", key, ICBS_OF_2026, confirmed=False)
        book.add_code(key, "ods", row["ods_code"], ICBS_OF_2026)
        book.add_service(key, row["ods_code"], ICBS_OF_2026)
    for before, after in sorted(successors(book).items()):
        for successor in after:
            book.place_successions.append(
                {"predecessor": before, "successor": successor, "on": ICBS_OF_2026}
            )


def build_services_of_systems(book: Book) -> None:
    """Who planned a system's services: its CCGs, its ICB, and those that followed in 2026."""
    key_of = {
        row["icb24_ods"]: row["icb24_code"]
        for row in book.source("geography/icb24_names_codes.csv")
    }
    groups: dict[str, list[str]] = defaultdict(list)
    for ccg, icb in sorted(icb_of_ccg(book).items()):
        groups[icb].append(ccg)
    ods_of_area = {
        row["ons_code"]: row["ods_code"]
        for row in book.source("geography/icb_register_2022_2026.csv")
    }
    after = successors(book)
    for ods, key in key_of.items():
        for ccg in groups[ods]:
            book.add_service(key, ccg, ends_on=ICBS, partly=len(groups[ods]) > 1)
        following = [ods_of_area[area] for area in after.get(key, [])]
        goes_on = not following or ods in following
        book.add_service(key, ods, ICBS, "" if goes_on else ICBS_OF_2026)
        for successor in following:
            if successor != ods:
                book.add_service(key, successor, ICBS_OF_2026, partly=len(following) > 1)
    _ccgs_of_merged_systems(book)


def successors(book: Book) -> dict[str, list[str]]:
    """The areas of 2026 by the system they took over, whole or in part, as ONS codes."""
    register = book.source("geography/icb_register_2022_2026.csv")
    old = {row["ods_code"]: row["ons_code"] for row in register if row["valid_to"]}
    new = {row["ods_code"]: row["ons_code"] for row in register if row["valid_from"] != ICBS}
    after: dict[str, list[str]] = defaultdict(list)
    for row in book.source("geography/icb_succession_2026.csv"):
        after[old[row["predecessor_ods"]]].append(new[row["successor_ods"]])
    for ods in old.keys() & new.keys():
        after[old[ods]].append(new[ods])
    return after


def bare_name(body: str) -> str:
    """The place in a body's name: "Essex" of "NHS Essex Integrated Care Board"."""
    return body.removeprefix("NHS ").removesuffix(" Integrated Care Board").strip()


def _names(book: Book) -> dict[int, dict[str, tuple[str, str]]]:
    return {
        2017: {
            row["STP17CD"]: ("", row["STP17NM"])
            for row in book.source("geography/ons_ccg17_stp17.csv")
        },
        2020: {
            row["STP20CD"]: (row["STP20CDH"], row["STP20NM"])
            for row in book.source("geography/ons_stp20_names_codes.csv")
        },
        2021: {
            row["stp21_code"]: ("", row["stp21_name"])
            for row in book.source("geography/ccg21_to_stp21.csv")
        },
    }


def _codes(book: Book, key: str, stp: str, ends: str) -> None:
    register = {row["ons_code"]: row for row in book.source("geography/icb_register_2022_2026.csv")}
    late = "from April 2023" in register[key]["note"]
    dated = [(STPS, CODE_OF_2017.get(stp, stp)), (STPS_OF_2020, stp)]
    if stp == NORTH_EAST:
        dated = dated[1:]
    dated.append(("2023-04-01" if late else ICBS, key))
    changes = [dated[0]]
    changes += [after for before, after in itertools.pairwise(dated) if before[1] != after[1]]
    stops = [start for start, _ in changes[1:]] + [ends]
    for (start, code), stop in zip(changes, stops, strict=True):
        book.add_code(key, "ons", code, start, stop)


def _former_names(
    book: Book, key: str, stp: str, names: dict[int, dict[str, tuple[str, str]]]
) -> None:
    old = CODE_OF_2017.get(stp, stp)
    called = [
        (start, names[year][code][1])
        for year, start, code in (
            (2017, STPS, old),
            (2020, STPS_OF_2020, stp),
            (2021, "2021-04-01", stp),
        )
        if code in names[year]
    ]
    changes = [item for at, item in enumerate(called) if not at or called[at - 1][1] != item[1]]
    stops = [start for start, _ in changes[1:]] + [ICBS]
    for (start, name), stop in zip(changes, stops, strict=True):
        book.add_name(key, name, start, stop)


def _the_demonstration_place(book: Book) -> None:
    """The long names of the place that the founders wrote down in full."""
    key = "E54000025"
    for row in book.source("geography/succession_hertfordshire_west_essex.csv"):
        if row["predecessor_kind"] == "STP":
            book.add_name(key, row["predecessor_name"], STPS, row["date"])
            book.add_name(key, row["successor_name"], row["date"], ICBS_OF_2026)


def _merged_by_2020(book: Book, names: dict[str, tuple[str, str]]) -> None:
    known = {str(row["value"]) for row in book.place_codes}
    for key in sorted(names.keys() - known):
        book.add_place(
            key,
            "system",
            names[key][1],
            "system",
            parent=ENGLAND,
            starts_on=STPS,
            ends_on=STPS_OF_2020,
            note="It had been merged by April 2020; the registers used here do not give the day.",
        )
        book.add_code(key, "ons", key, STPS, STPS_OF_2020)
        book.place_successions.append(
            {"predecessor": key, "successor": NORTH_EAST, "on": STPS_OF_2020}
        )


def _ccgs_of_merged_systems(book: Book) -> None:
    merged = {row["predecessor"] for row in book.place_successions if row["on"] == STPS_OF_2020}
    ods_of = ccg_ods(book)
    last_seen = {str(row["key"]): str(row["ends_on"]) for row in book.organisations}
    for row in book.source("geography/ons_ccg17_stp17.csv"):
        ods = ods_of[row["CCG17CD"]]
        if row["STP17CD"] in merged:
            ends = min(last_seen[ods], STPS_OF_2020)
            book.add_service(row["STP17CD"], ods, ends_on=ends, partly=True)
