"""Councils, trusts, clinical commissioning groups and integrated care boards, as bodies."""

from __future__ import annotations

import re

from partnership.reference.building.book import ICBS, ICBS_OF_2026, Book

NHS = "nhs"
LOCAL_GOVERNMENT = "local_government"
COUNCIL_KINDS = {
    "CTY": "county council",
    "UA": "unitary authority",
    "MD": "metropolitan district council",
    "LBO": "London borough council",
    "CC": "London borough council",
    "NMD": "district council",
    "COMB": "combined authority",
    "SRA": "strategic regional authority",
}
# The 2021 register names CCGs by ONS code alone; a sub-ICB location kept its CCG's ODS code.
ODS_OF_CCG = {"E38000250": "D2P2L"}
SMALL_WORDS = {"And", "At", "By", "For", "In", "Of", "On", "The", "Upon", "With"}
TRUSTS_OF = "2022-01-01"


def build_organisations(book: Book) -> None:
    """Every body the founders' files know, with who followed whom."""
    _ccgs(book)
    _icbs(book)
    _trusts(book)
    _councils(book)


def normal_case(name: str) -> str:
    """The name as it is written: small words small, `NHS Trust` for its long form."""
    words = name.strip().replace("&", "and").replace("National Health Service", "NHS").split()
    return " ".join(
        word.lower() if position and word in SMALL_WORDS else word
        for position, word in enumerate(words)
    )


def ccg_ods(book: Book) -> dict[str, str]:
    """The ODS code of each CCG by its ONS code, over the registers of 2017, 2020 and 2024."""
    codes = dict(ODS_OF_CCG)
    for row in book.source("geography/ons_ccg17_stp17.csv"):
        codes[row["CCG17CD"]] = row["CCG17CDH"]
    for row in book.source("geography/ons_ccg20_stp20.csv"):
        codes[row["CCG20CD"]] = row["CCG20CDH"]
    for row in book.source("geography/sicbl24_to_icb24.csv"):
        codes.setdefault(row["sicbl24_code"], row["sicbl24_ods"])
    return codes


def icb_of_ccg(book: Book) -> dict[str, str]:
    """The ODS code of the ICB that took over from each CCG of 2021, by the CCG's ODS code."""
    ods_of = ccg_ods(book)
    stp_ods = {
        row["STP20CD"]: row["STP20CDH"]
        for row in book.source("geography/ons_stp20_names_codes.csv")
    }
    return {
        ods_of[row["ccg21_code"]]: stp_ods[row["stp21_code"]]
        for row in book.source("geography/ccg21_to_stp21.csv")
    }


def _ccgs(book: Book) -> None:
    seen: dict[str, dict[int, tuple[str, str]]] = {}
    ods_of = ccg_ods(book)
    for year, file, code, name in (
        (2017, "geography/ons_ccg17_stp17.csv", "CCG17CD", "CCG17NM"),
        (2020, "geography/ons_ccg20_stp20.csv", "CCG20CD", "CCG20NM"),
        (2021, "geography/ccg21_to_stp21.csv", "ccg21_code", "ccg21_name"),
    ):
        for row in book.source(file):
            seen.setdefault(ods_of[row[code]], {})[year] = (row[code], row[name].strip())
    ends = {2017: "2020-04-01", 2020: "2021-04-01", 2021: ICBS}
    for ods in sorted(seen):
        first, last = min(seen[ods]), max(seen[ods])
        ons, name = seen[ods][last]
        book.add_organisation(
            ods,
            name,
            sector=NHS,
            kind="clinical commissioning group",
            ods_code=ods,
            ons_code=ons,
            confirmed=1,
            starts_on="2021-04-01" if first == 2021 else "",
            ends_on=ends[last],
            source="ONS registers of April 2017, 2020 and 2021 (OGL v3)"
            + ("; gone by then, day unknown" if last == 2017 else ""),
        )
    for ods, icb in sorted(icb_of_ccg(book).items()):
        _succession(book, ods, icb, ICBS, "merger")


def _icbs(book: Book) -> None:
    register = book.source("geography/icb_register_2022_2026.csv")
    known: set[str] = set()
    since = {row["ods_code"]: row["valid_from"] for row in reversed(register)}
    until = {row["ods_code"]: row["valid_to"] for row in register}
    for row in register:
        ods = row["ods_code"]
        if ods in known:
            continue  # Hampshire and Isle of Wight carried on under its ODS code
        known.add(ods)
        book.add_organisation(
            ods,
            row["name"],
            sector=NHS,
            kind="integrated care board",
            ods_code=ods,
            ons_code=row["ons_code"],
            confirmed=int("verify" not in row["note"]),
            starts_on=since[ods],
            ends_on=ICBS_OF_2026 if until[ods] else "",
            source="ONS and NHS England registers, 2022 to 2026 (OGL v3)",
        )
    for row in book.source("geography/icb_succession_2026.csv"):
        _succession(
            book,
            row["predecessor_ods"],
            row["successor_ods"],
            row["succession_date"],
            row["succession_type"],
        )


def _trusts(book: Book) -> None:
    for row in sorted(
        book.source("organisations/nhs_trusts22_england.csv"), key=lambda row: row["ods_code"]
    ):
        name = normal_case(row["name"])
        closed = row["status"] == "closed"
        book.add_organisation(
            row["ods_code"],
            name,
            sector=NHS,
            kind="NHS foundation trust" if "Foundation Trust" in name else "NHS trust",
            ods_code=row["ods_code"],
            ons_code="",
            confirmed=1,
            starts_on="",
            ends_on=TRUSTS_OF if closed else "",
            source="NHS England, trusts of 2022 (OGL v3)"
            + ("; closed by then, day unknown" if closed else ""),
        )


def _councils(book: Book) -> None:
    councils = [
        row
        for row in book.source("organisations/mysociety_uk_local_authorities_current.csv")
        if row["nation"] == "England"
    ]
    code_of = {row["local-authority-code"]: row["gss-code"] for row in councils}
    for row in sorted(councils, key=lambda row: row["gss-code"]):
        ended = _first_of_april(row["end-date"])
        book.add_organisation(
            row["gss-code"],
            re.sub(r"\s+", " ", row["official-name"]).strip(),
            sector=LOCAL_GOVERNMENT,
            kind=COUNCIL_KINDS[row["local-authority-type"]],
            ods_code="",
            ons_code=row["gss-code"],
            confirmed=1,
            starts_on=row["start-date"],
            ends_on=ended,
            source="mySociety, UK local authorities, July 2025 (CC BY 4.0)",
        )
        for successor in filter(None, row["replaced-by"].split(",")):
            _succession(book, row["gss-code"], code_of[successor.strip()], ended, "merger")


def _first_of_april(day: str) -> str:
    """Councils ended on 31 March or, in other rows, "on" 1 April: the first day without them."""
    return f"{day[:4]}-04-01" if day.endswith(("-03-31", "-04-01")) else day


def _succession(book: Book, predecessor: str, successor: str, on: str, kind: str) -> None:
    book.organisation_successions.append(
        {"predecessor": predecessor, "successor": successor, "on": on, "kind": kind}
    )
