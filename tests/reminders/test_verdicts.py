"""What becomes of a message, as a table: read a row as "when …, then …".

Times are as a clock in England shows them. A row says only what differs from the usual: something
asked for, that goes at once, to somebody who said nothing, at noon on Tuesday 24 November 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.cadence import Cadence
from reminders.hours import LOCAL
from reminders.kinds import Timing, Topic
from reminders.verdicts import Act, Circumstances, verdict
from reminders.wishes import Often, Wishes

ASKED_FOR = Topic("bookings", "Your bookings")
MAILING = Topic("challenges", "Work on your challenges", optional=True)
LATE = "It would have come too late."
LEFT = "They do not want to hear of this."
PAUSED = "They asked for a pause."
NO_HOUR = "No decent hour was left before it began."


def clock(words: str) -> datetime:
    """ "2026-11-24 12:00" on a clock in England."""
    return datetime.fromisoformat(words).replace(tzinfo=LOCAL)


def on(now: str = "2026-11-24 12:00", **facts: Any) -> Circumstances:
    usual = Circumstances(topic=ASKED_FOR, timing=Timing.AT_ONCE, now=clock(now).astimezone(UTC))
    return replace(usual, **facts)


def mailing(now: str = "2026-11-24 12:00", **facts: Any) -> Circumstances:
    return on(now, **({"topic": MAILING, "timing": Timing.DECENT_HOUR} | facts))


def wants(**wishes: Any) -> dict[str, Wishes]:
    return {"wishes": Wishes(**wishes)}


def before(words: str) -> dict[str, datetime]:
    return {"not_after": clock(words)}


AT_ONCE, DECENT, WORKING = Timing.AT_ONCE, Timing.DECENT_HOUR, Timing.WORKING_DAY
LEFT_IT, LEFT_ALL = frozenset({"challenges"}), frozenset({"all"})
UNTIL_FEBRUARY = clock("2027-02-24 12:00")
EVERYTHING_SAID = {"left": LEFT_IT | LEFT_ALL | {"bookings"}, "paused_until": UNTIL_FEBRUARY,
                   "often": Often.WEEKLY, "weekends": False}  # fmt: skip
NINE_TO_FIVE = Cadence(opens=time(9), closes=time(17))
NO_WEEKENDS = Cadence(weekends=False)

TABLE: list[tuple[str, Circumstances, str]] = [
    # --- What somebody asked for is no mailing: nothing that was said of mailings touches it -----
    ("asked for", on(), "send"),
    ("asked for, in the night", on("2026-11-24 03:00"), "send"),
    ("asked for, on Christmas Day", on("2026-12-25 03:00"), "send"),
    ("asked for, though mailings are left, paused, weekly", on(**wants(**EVERYTHING_SAID)), "send"),
    ("asked for, though the week is full", on(sent_this_week=99), "send"),
    ("asked for, at a decent hour only, though all is left",
     on(timing=DECENT, **wants(**EVERYTHING_SAID)), "send"),
    ("asked for, on a Saturday, though mailings rest",
     on("2026-11-28 12:00", timing=DECENT, cadence=NO_WEEKENDS), "send"),
    # --- In time, or too late --------------------------------------------------------------------
    ("a minute before it begins", on(**before("2026-11-24 12:01")), "send"),
    ("as it begins", on(**before("2026-11-24 12:00")), LATE),
    ("after it began, and left as well",
     mailing(**before("2026-11-24 11:00"), **wants(left=LEFT_IT)), LATE),
    # --- Quiet hours -----------------------------------------------------------------------------
    ("decent: just before eight", on("2026-11-24 07:59", timing=DECENT), "wait 2026-11-24 08:00"),
    ("decent: at eight", on("2026-11-24 08:00", timing=DECENT), "send"),
    ("decent: just before eight in the evening", on("2026-11-24 19:59", timing=DECENT), "send"),
    ("decent: at eight in the evening",
     on("2026-11-24 20:00", timing=DECENT), "wait 2026-11-25 08:00"),
    ("decent: begins before the morning",
     on("2026-11-24 05:00", timing=DECENT, **before("2026-11-24 07:30")), NO_HOUR),
    ("decent: begins as the morning does",
     on("2026-11-24 05:00", timing=DECENT, **before("2026-11-24 08:00")), NO_HOUR),
    ("decent: begins after the morning does",
     on("2026-11-24 05:00", timing=DECENT, **before("2026-11-24 08:01")), "wait 2026-11-24 08:00"),
    ("the partnership's own morning",
     on("2026-11-24 08:30", timing=DECENT, cadence=NINE_TO_FIVE), "wait 2026-11-24 09:00"),
    ("the partnership's own evening",
     on("2026-11-24 17:00", timing=DECENT, cadence=NINE_TO_FIVE), "wait 2026-11-25 09:00"),
    ("at once, whatever the partnership's hours",
     on("2026-11-24 06:00", cadence=NINE_TO_FIVE), "send"),
    # --- Working days, weekends and bank holidays of England -------------------------------------
    ("working: on a Friday evening",
     on("2026-11-27 20:00", timing=WORKING), "wait 2026-11-30 08:00"),
    ("working: on a Saturday", on("2026-11-28 12:00", timing=WORKING), "wait 2026-11-30 08:00"),
    ("working: on a Sunday, by the partnership's hours",
     on("2026-11-29 12:00", timing=WORKING, cadence=NINE_TO_FIVE), "wait 2026-11-30 09:00"),
    ("decent: on a Saturday", on("2026-11-28 12:00", timing=DECENT), "send"),
    ("working: Good Friday to the Tuesday after Easter",
     on("2026-04-03 12:00", timing=WORKING), "wait 2026-04-07 08:00"),
    ("working: May Day", on("2026-05-04 12:00", timing=WORKING), "wait 2026-05-05 08:00"),
    ("working: Christmas on a Friday; Monday is given for Boxing Day",
     on("2026-12-25 12:00", timing=WORKING), "wait 2026-12-29 08:00"),
    ("working: Christmas on a Saturday; Monday and Tuesday are given",
     on("2027-12-25 12:00", timing=WORKING), "wait 2027-12-29 08:00"),
    ("working: begins before the next working day",
     on("2026-04-03 12:00", timing=WORKING, **before("2026-04-06 18:00")), NO_HOUR),
    ("a mailing on a Saturday", mailing("2026-11-28 12:00"), "send"),
    ("a mailing on a Saturday, which the reader keeps free",
     mailing("2026-11-28 12:00", **wants(weekends=False)), "wait 2026-11-30 08:00"),
    ("a mailing on a Saturday, which the partnership keeps free",
     mailing("2026-11-28 12:00", cadence=NO_WEEKENDS), "wait 2026-11-30 08:00"),
    ("a mailing on May Day, to a reader who keeps weekends free",
     mailing("2026-05-04 12:00", **wants(weekends=False)), "wait 2026-05-05 08:00"),
    ("a mailing at once, on a Saturday which the reader keeps free",
     mailing("2026-11-28 12:00", timing=AT_ONCE, **wants(weekends=False)), "wait 2026-11-30 08:00"),
    ("a mailing at once, on a Tuesday night, to the same reader",
     mailing("2026-11-24 23:00", timing=AT_ONCE, **wants(weekends=False)), "send"),
    # --- The clocks change at one in the morning -------------------------------------------------
    ("spring: the night before",
     on("2026-03-29 00:30", timing=DECENT), "wait 2026-03-29 08:00"),
    ("spring: the evening before",
     on("2026-03-28 20:00", timing=DECENT), "wait 2026-03-29 08:00"),
    ("autumn: the evening before",
     on("2026-10-24 20:00", timing=DECENT), "wait 2026-10-25 08:00"),
    ("autumn: the night before", on("2026-10-25 00:30", timing=DECENT), "wait 2026-10-25 08:00"),
    ("spring: a digest", mailing("2026-03-28 12:00", **wants(often=Often.DAILY)),
     "hold 2026-03-29 08:00"),
    ("autumn: a weekly digest", mailing("2026-10-24 12:00", **wants(often=Often.WEEKLY)),
     "hold 2026-10-26 08:00"),
    # --- Left and paused -------------------------------------------------------------------------
    ("a mailing", mailing(), "send"),
    ("a mailing in the night", mailing("2026-11-24 03:00"), "wait 2026-11-24 08:00"),
    ("left", mailing(**wants(left=LEFT_IT)), LEFT),
    ("left all", mailing(**wants(left=LEFT_ALL)), LEFT),
    ("another was left", mailing(**wants(left=frozenset({"what-became"}))), "send"),
    ("left, in the night: not even made to wait",
     mailing("2026-11-24 03:00", **wants(left=LEFT_IT)), LEFT),
    ("left, and weekly: not even held",
     mailing(**wants(left=LEFT_IT, often=Often.WEEKLY)), LEFT),
    ("paused", mailing(**wants(paused_until=UNTIL_FEBRUARY)), PAUSED),
    ("paused, and weekly", mailing(**wants(paused_until=UNTIL_FEBRUARY, often=Often.WEEKLY)),
     PAUSED),
    ("the last minute of the pause",
     mailing("2027-02-24 11:59", **wants(paused_until=UNTIL_FEBRUARY)), PAUSED),
    ("the pause is over",
     mailing("2027-02-24 12:00", **wants(paused_until=UNTIL_FEBRUARY)), "send"),
    # --- Together --------------------------------------------------------------------------------
    ("daily", mailing(**wants(often=Often.DAILY)), "hold 2026-11-25 08:00"),
    ("daily, before eight", mailing("2026-11-24 07:59", **wants(often=Often.DAILY)),
     "hold 2026-11-24 08:00"),
    ("daily, at eight: tomorrow's", mailing("2026-11-24 08:00", **wants(often=Often.DAILY)),
     "hold 2026-11-25 08:00"),
    ("daily, on a Friday", mailing("2026-11-27 12:00", **wants(often=Often.DAILY)),
     "hold 2026-11-28 08:00"),
    ("daily, on a Friday, weekends kept free: one digest on Monday",
     mailing("2026-11-27 12:00", **wants(often=Often.DAILY, weekends=False)),
     "hold 2026-11-30 08:00"),
    ("daily, on a Saturday, weekends kept free: the same digest",
     mailing("2026-11-28 12:00", **wants(often=Often.DAILY, weekends=False)),
     "hold 2026-11-30 08:00"),
    ("daily, on a Friday, for working days: the same digest",
     mailing("2026-11-27 12:00", timing=WORKING, **wants(often=Often.DAILY)),
     "hold 2026-11-30 08:00"),
    ("weekly", mailing(**wants(often=Often.WEEKLY)), "hold 2026-11-30 08:00"),
    ("weekly, on Monday before eight",
     mailing("2026-11-30 07:00", **wants(often=Often.WEEKLY)), "hold 2026-11-30 08:00"),
    ("weekly, on Monday after eight",
     mailing("2026-11-30 09:00", **wants(often=Often.WEEKLY)), "hold 2026-12-07 08:00"),
    ("weekly, and Monday is May Day, kept free",
     mailing("2026-05-01 12:00", **wants(often=Often.WEEKLY, weekends=False)),
     "hold 2026-05-05 08:00"),
    ("four this week", mailing(sent_this_week=4), "send"),
    ("five this week: the sixth waits for Monday", mailing(sent_this_week=5),
     "hold 2026-11-30 08:00"),
    ("the partnership sends two a week", mailing(sent_this_week=2, cadence=Cadence(weekly_cap=2)),
     "hold 2026-11-30 08:00"),
    ("five this week, and daily: tomorrow's digest",
     mailing(sent_this_week=5, **wants(often=Often.DAILY)), "hold 2026-11-25 08:00"),
    ("weekly, but it begins before Monday: by itself",
     mailing(**before("2026-11-27 10:00"), **wants(often=Often.WEEKLY)), "send"),
    ("weekly, and it begins as the digest goes: by itself",
     mailing(**before("2026-11-30 08:00"), **wants(often=Often.WEEKLY)), "send"),
    ("weekly, and it begins after the digest",
     mailing(**before("2026-11-30 08:01"), **wants(often=Often.WEEKLY)), "hold 2026-11-30 08:00"),
    ("weekly, begins before Monday, and it is night: by itself, in the morning",
     mailing("2026-11-24 03:00", **before("2026-11-27 10:00"), **wants(often=Often.WEEKLY)),
     "wait 2026-11-24 08:00"),
    ("daily, begins before the morning, and it is night",
     mailing("2026-11-24 03:00", **before("2026-11-24 07:00"), **wants(often=Often.DAILY)),
     NO_HOUR),
]  # fmt: skip


@pytest.mark.parametrize(
    ("circumstances", "then"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_when_then(circumstances: Circumstances, then: str) -> None:
    found = verdict(circumstances)
    word, _, moment = then.partition(" ")
    if word in ("wait", "hold"):
        assert found.act is (Act.WAIT if word == "wait" else Act.HOLD)
        assert found.at is not None
        assert f"{found.at.astimezone(LOCAL):%Y-%m-%d %H:%M}" == moment
    elif then == "send":
        assert (found.act, found.why) == (Act.SEND, "")
    else:
        assert (found.act, found.why) == (Act.SKIP, then)


def test_no_row_says_the_same_as_another() -> None:
    assert len({row[0] for row in TABLE}) == len(TABLE)


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31), timezones=st.just(UTC)
)
cadences = st.builds(
    Cadence,
    opens=st.builds(time, st.integers(5, 11)),
    closes=st.builds(time, st.integers(16, 22)),
    weekends=st.booleans(),
    weekly_cap=st.integers(1, 9),
)
wishes = st.builds(
    Wishes,
    left=st.sampled_from([frozenset(), LEFT_IT, LEFT_ALL]),
    often=st.sampled_from(Often),
    paused_until=st.none() | moments,
    weekends=st.booleans(),
)


@st.composite
def circumstances(draw: st.DrawFn) -> Circumstances:
    now = draw(moments)
    lasts = draw(st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=20)))
    return Circumstances(
        topic=draw(st.sampled_from([ASKED_FOR, MAILING])),
        timing=draw(st.sampled_from(Timing)),
        now=now,
        wishes=draw(wishes),
        cadence=draw(cadences),
        not_after=None if lasts is None else now + lasts,
        sent_this_week=draw(st.integers(0, 12)),
    )


@settings(max_examples=300, deadline=None)
@given(circumstances())
def test_whatever_holds_a_verdict_can_be_followed(given_these: Circumstances) -> None:
    found = verdict(given_these)
    too_late = given_these.not_after is not None and given_these.now >= given_these.not_after
    if not given_these.topic.optional:
        assert found.act is not Act.HOLD
        if given_these.timing is AT_ONCE:
            assert found.act is (Act.SKIP if too_late else Act.SEND)
    assert bool(found.why) is (found.act is Act.SKIP)
    if found.act in (Act.SEND, Act.SKIP):
        assert found.at is None
        return
    assert found.at is not None
    at = found.at.astimezone(UTC)
    assert at > given_these.now
    assert given_these.not_after is None or at < given_these.not_after
    if found.act is Act.WAIT:
        assert verdict(replace(given_these, now=at)).act is Act.SEND
    else:
        assert at - given_these.now <= timedelta(days=14)


@settings(max_examples=200, deadline=None)
@given(circumstances())
def test_who_left_or_rests_gets_no_mailing(given_these: Circumstances) -> None:
    said = replace(given_these, topic=MAILING, wishes=replace(given_these.wishes, left=LEFT_IT))
    assert verdict(said).act is Act.SKIP
    paused = replace(given_these.wishes, paused_until=given_these.now + timedelta(days=1))
    assert verdict(replace(said, wishes=paused)).act is Act.SKIP
