"""Invented citizens who book: some by phone, some with what helps them take part."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Guest:
    """An invented citizen who books. Numbers are from Ofcom's ranges for drama; no postcode begins
    with SG99."""

    name: str
    reach: str = ""
    party: int = 1
    mode: str = "room"
    needs: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    tell_me: bool = True

    @property
    def value(self) -> str:
        return self.reach or f"{self.name.lower().replace(' ', '.').replace('’', '')}@example.org"

    @property
    def kind(self) -> str:
        if "\n" in self.value:
            return "post"
        return "phone" if self.value.startswith("+") else "email"


GUESTS = [
    Guest("Marion Tate", needs=(("hearing_loop", ""), ("large_print", ""))),
    Guest("Yusuf Rahman", party=2),
    Guest("Beverley Nash", "+447700900217", needs=(("step_free", ""), ("travel", ""))),
    Guest("Ioana Petrescu", needs=(("interpreter", "Romanian"),)),
    Guest("Dev Malhotra", mode="online"),
    Guest("Gladys Oyelaran", "+441632960451", needs=(("travel", ""),)),
    Guest("Connor Walsh", mode="online", tell_me=False),
    Guest("Aisha Khalid", party=3, needs=(("carer", ""),)),
    Guest("Len Whitby", "+441632960388"),
    Guest("Rosa Almeida", mode="online", needs=(("captions", ""),)),
    Guest("Precious Moyo"),
    Guest("Stuart Fell", party=2, needs=(("quiet_space", ""),)),
    Guest("Halina Nowak", needs=(("easy_read", ""),)),
    Guest("Jerome Baptiste", mode="online"),
    Guest("Wendy Sharp", tell_me=False),
    Guest("Tariq Aziz Khan", "+447700900533"),
    Guest("Nadia Haddad", party=2, mode="online"),
    Guest("Colin Brace", needs=(("other", "I would like to sit near the door."),)),
    Guest("Shanice Grant"),
    Guest("Peggy Lowe", "+441632960712", needs=(("step_free", ""),)),
    Guest("Mateusz Zielinski", mode="online"),
    Guest("Farida Begum", party=2),
    Guest("Hugh Pemberton", mode="online", tell_me=False),
    Guest("Olive Carter", "4 Lamplighter Row\nHertford\nSG99 4ZZ", needs=(("large_print", ""),)),
]
