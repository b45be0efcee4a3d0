"""Districts, counties and sub-ICB locations, and how districts and systems overlap."""

from __future__ import annotations

from collections import defaultdict

from partnership.reference.building.book import ICBS, ICBS_OF_2026, Book
from partnership.reference.building.organisations import ccg_ods, icb_of_ccg
from partnership.reference.building.systems import CENSUS, ENGLAND, successors

# Where a system was split in 2026, a district went with its county; "" is a unitary district.
HERTFORDSHIRE, ESSEX, SUFFOLK = "E10000015", "E10000012", "E10000029"
SURREY, HAMPSHIRE = "E10000030", "E10000014"
WENT_WITH = {
    ("E54000025", HERTFORDSHIRE): "E54000065",
    ("E54000025", ESSEX): "E54000066",
    ("E54000023", ESSEX): "E54000066",
    ("E54000023", SUFFOLK): "E54000068",
    ("E54000034", SURREY): "E54000069",
    ("E54000034", HAMPSHIRE): "E54000067",
    ("E54000034", ""): "E54000070",
}
# The same for sub-ICB locations, by ODS code; Frimley's one location went three ways.
LOCATION_WENT_TO = {
    "06K": ["S1Y5D"],
    "06N": ["S1Y5D"],
    "07H": ["D7T5G"],
    "06L": ["T6Y0W"],
    "07K": ["T6Y0W"],
    "06T": ["D7T5G"],
    "D4U1Y": ["S0E4D", "S9B9J", "QRL"],
}
# A CCG's area that lost a part when it became a sub-ICB location, so that its name fits no more.
LOCATION_NAMES = {"01Y": "Tameside", "D2P2L": "Black Country"}


def build_districts(book: Book) -> None:
    """The counties and the 296 districts of 2024, and the districts that went before them."""
    rows = book.source("geography/lad24_utla23_region24.csv")
    population: dict[str, int] = defaultdict(int)
    for share in book.source("geography/lad24_to_icb24_shares.csv"):
        population[share["lad24_code"]] += int(share["census2021_population"])
    counties: dict[str, dict[str, str]] = {}
    people: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["utla23_code"].startswith("E10"):
            counties[row["utla23_code"]] = row
            people[row["utla23_code"]] += population[row["lad24_code"]]
    for code in sorted(counties):
        book.add_place(
            code,
            "county",
            counties[code]["utla23_name"],
            "county",
            region=counties[code]["region24_name"],
            parent=ENGLAND,
            population=people[code],
            population_source=CENSUS,
        )
        book.add_code(code, "ons", code)
        book.add_service(code, code)
    began = _began(book)
    for row in rows:
        code, county = row["lad24_code"], row["utla23_code"]
        book.add_place(
            code,
            "district",
            row["lad24_name"],
            "district",
            region=row["region24_name"],
            parent=county if county in counties else ENGLAND,
            starts_on=began.get(code, ""),
            population=population[code],
            population_source=CENSUS,
        )
        book.add_code(code, "ons", code, began.get(code, ""))
        book.add_service(code, code, began.get(code, ""))
    _former_districts(book)


def build_locations(book: Book) -> None:
    """The 106 sub-ICB locations, under the names of the CCGs whose areas they were."""
    ods_of = ccg_ods(book)
    ccg_names = {
        ods_of[row["ccg21_code"]]: row["ccg21_name"]
        for row in book.source("geography/ccg21_to_stp21.csv")
    }
    ods_of_area = {
        row["ons_code"]: row["ods_code"]
        for row in book.source("geography/icb_register_2022_2026.csv")
    }
    after = successors(book)
    ccgs = icb_of_ccg(book)
    for row in book.source("geography/sicbl24_to_icb24.csv"):
        key, ods, system = row["sicbl24_code"], row["sicbl24_ods"], row["icb24_code"]
        name = LOCATION_NAMES.get(ods) or ccg_names[ods].removeprefix("NHS ").removesuffix(" CCG")
        book.add_place(
            key,
            "sub_icb",
            name,
            "location",
            parent=system,
            population=row["census2021_population"],
            population_source=CENSUS,
        )
        book.add_code(key, "ons", key)
        book.add_code(key, "ods", ods)
        book.add_name(key, row["sicbl24_name"], ICBS, ICBS_OF_2026 if after.get(system) else "")
        if ods in ccgs:
            book.add_service(key, ods, ends_on=ICBS)
        following = (
            LOCATION_WENT_TO.get(ods) or [ods_of_area[area] for area in after[system]]
            if after.get(system)
            else []
        )
        goes_on = not following or row["icb24_ods"] in following
        book.add_service(key, row["icb24_ods"], ICBS, "" if goes_on else ICBS_OF_2026)
        for successor in following:
            if successor != row["icb24_ods"]:
                book.add_service(key, successor, ICBS_OF_2026, partly=len(following) > 1)


def build_overlaps(book: Book) -> None:
    """How districts lie in systems, and how systems of 2022 lie in the areas of 2026."""
    after = successors(book)
    county_of = {
        row["lad24_code"]: row["utla23_code"] if row["utla23_code"].startswith("E10") else ""
        for row in book.source("geography/lad24_utla23_region24.csv")
    }
    district_people: dict[str, int] = defaultdict(int)
    system_people: dict[str, int] = defaultdict(int)
    moved: dict[tuple[str, str], int] = defaultdict(int)
    shares = book.source("geography/lad24_to_icb24_shares.csv")
    for row in shares:
        district, system = row["lad24_code"], row["icb24_code"]
        people = int(row["census2021_population"])
        district_people[district] += people
        system_people[system] += people
        _overlap(
            book,
            district,
            system,
            people,
            float(row["share_of_lad_population"]),
            "ONS, LSOAs of 2021 in ICBs of 2024",
        )
        areas = after.get(system, [])
        if areas:
            area = areas[0] if len(areas) == 1 else WENT_WITH[system, county_of[district]]
            moved[district, area] += people
            moved[system, area] += people
    whole = district_people | system_people
    for (inner, area), people in sorted(moved.items()):
        _overlap(
            book,
            inner,
            area,
            people,
            people / whole[inner],
            "Inferred from the split of April 2026 by county",
        )
    for row_ in book.places:
        if str(row_["key"]) in set(after_areas(after)):
            row_["population"] = sum(
                people
                for (inner, area), people in moved.items()
                if area == row_["key"] and inner in district_people
            )


def after_areas(after: dict[str, list[str]]) -> list[str]:
    """The areas of 2026 that took over from others."""
    return sorted({area for areas in after.values() for area in areas})


def _overlap(book: Book, inner: str, outer: str, people: int, share: float, source: str) -> None:
    book.place_overlaps.append(
        {
            "inner": inner,
            "outer": outer,
            "population": people,
            "share": f"{share:.4f}",
            "source": source,
        }
    )


def _changes(book: Book) -> list[tuple[int, str, str, str]]:
    """Code changes of England's districts: (year of 1 April, old code, old name, new code)."""
    found: set[tuple[int, str, str, str]] = set()
    for row in book.source("geography/lad16_to_lad24_code_changes.csv"):
        for year in range(16, 24):
            old, new = row[f"ltla{year}_code"], row[f"ltla{year + 1}_code"]
            if old != new and old.startswith("E0"):
                found.add((2000 + year + 1, old, row[f"ltla{year}_name"], new))
    return sorted(found)


def _began(book: Book) -> dict[str, str]:
    return {new: f"{year}-04-01" for year, _, _, new in _changes(book)}


def _former_districts(book: Book) -> None:
    began = _began(book)
    councils = {str(row["key"]) for row in book.organisations}
    for year, code, name, successor in _changes(book):
        ended = f"{year}-04-01"
        if not any(row["key"] == code for row in book.places):
            book.add_place(
                code,
                "district",
                name,
                f"to-{year}",
                parent=ENGLAND,
                starts_on=began.get(code, ""),
                ends_on=ended,
            )
            book.add_code(code, "ons", code, began.get(code, ""), ended)
            if code in councils:
                book.add_service(code, code, began.get(code, ""), ended)
        book.place_successions.append({"predecessor": code, "successor": successor, "on": ended})
    for row in book.source("geography/lad16_to_lad24_code_changes.csv"):
        if row["ltla16_code"] == row["ltla24_code"] and row["ltla16_code"].startswith("E"):
            for year in range(16, 24):
                if row[f"ltla{year}_name"] != row[f"ltla{year + 1}_name"]:
                    book.add_name(
                        row["ltla24_code"],
                        row[f"ltla{year}_name"],
                        ends_on=f"{2000 + year + 1}-04-01",
                    )
