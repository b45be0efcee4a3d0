"""Phone numbers: kept as phones dial them, shown as people write them."""

from __future__ import annotations

from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException, PhoneNumberType, is_possible_number, number_type

_NO_TEXTS = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE})
UNITED_KINGDOM = 44


def on_a_letterhead(number: str) -> str:
    """As people write it in Britain: 01632 960 001."""
    read = _read(number)
    if read is None:
        return number
    return str(read.as_national if read.country_code == UNITED_KINGDOM else read.as_international)


def dialled(typed: str) -> str:
    """As phones dial it; "" for what is no number. New ranges come every year: any that can exist
    will do."""
    read = _read(typed)
    return str(read.as_e164) if read is not None and is_possible_number(read) else ""


def takes_texts(number: str) -> bool:
    """Whether a text may arrive there. A landline is phoned: British mobiles begin with 7."""
    read = _read(number)
    if read is None:
        return False
    if read.country_code == UNITED_KINGDOM:
        return str(read.national_number).startswith("7")
    return number_type(read) not in _NO_TEXTS


def _read(number: str) -> PhoneNumber | None:
    try:
        return PhoneNumber.from_string(number, region="GB")
    except NumberParseException:
        return None
