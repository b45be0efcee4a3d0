"""What gathers from several apps asks these: functions of a declared shape, in the line’s order.

Kinds of message (`reminders/kinds.py`), sources of reminders, what must be forgotten, panels of
pages (`accounts/panels.py`), tasks of setting up, what needs those who head a partnership
(`partnership/attention.py`), what of a partnership messages to its people are about, its sections
(`partnership/sections.py`), histories, and the demonstration.
"""

NOTICE_KINDS: list[str] = [
    "reminders.notices.KINDS",
    "partnership.notices.KINDS",
    "partnership.notices.invitations.KINDS",
    "partnership.notices.membership.KINDS",
    "partnership.notices.second_step.KINDS",
    "leaders.notices.KINDS",
    "challenges.notices.KINDS",
    "coproduction.notices.KINDS",
]
REMINDER_SOURCES: list[str] = [
    "partnership.reminders.weekly_summaries",
    "partnership.reminders.hats_that_end",
    "partnership.invitation_reminders.invitations_unanswered",
    "partnership.membership_reminders.memberships_to_confirm",
    "leaders.reminders.vacant_roles",
    "leaders.reminders.ending_roles",
    "leaders.reminders.ending_shares",
    "leaders.reminders.handovers",
    "leaders.pulse_reminders.pulses_open",
    "leaders.pulse_reminders.pulses_closing",
    "leaders.pulse_reminders.pulses_counted",
    "leaders.role_reminders.ending_money",
    "leaders.role_reminders.open_notices",
    "leaders.role_reminders.open_acts",
    "leaders.programme_reminders.cohorts_closing",
    "challenges.reminders.quiet_challenges",
    "challenges.reminders.promises_due",
    "challenges.reminders.promises_late",
    "challenges.strength_reminders.strengths_to_confirm",
    "coproduction.concern_reminders.concerns_unseen",
    "coproduction.reminders.what_followed",
    "coproduction.reminders.session_tomorrow",
    "coproduction.reminders.session_soon",
    "coproduction.reminders.session_thanks",
    "coproduction.staff_reminders.support_without_owner",
    "coproduction.staff_reminders.replies_overdue",
    "coproduction.staff_reminders.bookings_unreachable",
]
# Reference data that ships: from the founders' files to the folder of tables, and into rows.
REFERENCE_BUILDERS: dict[str, str] = {
    "partnership.reference.building.everything.build": "partnership/reference/tables",
    "challenges.reference.building.build": "challenges/reference/tables",
}
REFERENCE_TABLES: list[str] = [
    "partnership.reference.loading.everything.TABLES",
    "challenges.reference.policy.TABLES",
    "challenges.reference.loading.TABLES",
]
DEMONSTRATION: list[str] = [
    "partnership.demo.seed",
    "partnership.demo.foundations.seed",
    "leaders.demo.seed",
    "leaders.demo.trust.seed",
    "leaders.demo.running.seed",
    "leaders.demo.programmes.seed",
    "leaders.demo.skills.seed",
    "challenges.demo.seed",
    "challenges.demo.measures.seed",
    "challenges.demo.log_details.seed",
    "challenges.demo.change.seed",
    "challenges.demo.strengths.seed",
    "challenges.demo.standing.seed",
    "challenges.demo.questions.seed",
    "coproduction.demo.seed",
    "leaders.demo.boards.seed",
]
MY_PAGE_PANELS: list[str] = [
    "partnership.my_page.my_memberships",
    "leaders.trust_panels.my_page_panel",
    "leaders.providers.my_page_panel",
    "leaders.trust_panels.my_skills",
    "leaders.programme_panels.my_programmes",
    "challenges.providers.my_challenges",
    "coproduction.providers.concerns_to_see",
    "coproduction.panels_by_hand.people_to_tell",
    "coproduction.providers.sessions_i_run",
    "coproduction.providers.my_bookings",
    "coproduction.providers.my_calendar",
    "coproduction.providers.what_i_said",
    "partnership.my_page.my_interests",
    "reminders.providers.my_messages",
    "partnership.providers.what_you_did",
]
PLACE_PANELS: list[str] = [
    "leaders.providers.place_panel",
    "leaders.programme_panels.programmes_of_place",
    "challenges.providers.challenges_of_place",
    "challenges.strength_panels.strengths_of_place",
    "coproduction.providers.sessions_of_place",
]
SETUP_TASKS: list[str] = [
    "leaders.providers.setup_task",
    "leaders.programme_panels.programme_task",
    "challenges.providers.first_challenge",
]
# What publishing a partnership does (`partnership/going_live.py`).
GOING_LIVE: list[str] = [
    "partnership.going_live.partnership_consequences",
    "leaders.going_live.roles",
    "challenges.going_live.challenges",
    "coproduction.going_live.sessions_and_decisions",
]
# What passes on when a body takes over from another (`partnership/succession.py`): what another
# rests on comes first.
SUCCESSIONS: list[str] = [
    "partnership.succeeding.HATS",
    "partnership.succeeding.INVITATIONS",
    "partnership.succeeding.FUNDING",
    "leaders.succeeding.SHARES",
    "leaders.succeeding.DESKS",
    "leaders.succeeding.ROLE_MONEY",
    "leaders.succeeding.PROGRAMME_MONEY",
    "leaders.succeeding.PROGRAMMES",
    "challenges.succeeding.WORK",
    "challenges.succeeding.PROMISES",
    "challenges.succeeding.TEAMS",
    "coproduction.succeeding.SESSIONS",
]
ORGANISATION_PANELS: list[str] = [
    "leaders.organisations.roles_of_organisation",
    "challenges.organisations.work_of_organisation",
]
NEEDS_ATTENTION: list[str] = [
    "partnership.attention.hats",
    "partnership.succession.needs",
    "leaders.attention.roles",
    "leaders.trust_panels.pulse_overdue",
    "leaders.attention.answers",
    "leaders.attention.money",
    "leaders.programme_panels.programme_needs",
    "challenges.attention.late_promises",
    "challenges.attention.quiet",
    "challenges.strength_panels.strengths_to_look_at",
    "challenges.attention.barriers",
    "challenges.attention.offers",
    "coproduction.attention.sessions",
    "coproduction.attention.messages_to_look_at",
]
# What becomes of what waited for somebody: functions `(invitation, hat, by, now)`.
WHEN_ACCEPTED: list[str] = ["leaders.actions.inviting.take_up_shares"]
NEEDS_SECOND_STEP: list[str] = [
    "accounts.second_step.operates",
    "partnership.who.wears_secured_hat",
]
PARTNERSHIP_PANELS: list[str] = [
    "partnership.providers.whom_it_serves",
    "leaders.providers.partnership_panel",
    "leaders.trust_panels.partnership_panel",
    "leaders.programme_panels.programmes_of_partnership",
    "challenges.providers.challenges_of_partnership",
    "coproduction.providers.sessions_of_partnership",
    "coproduction.providers.changed_in_partnership",
]
ROLE_PANELS: list[str] = [
    "leaders.interests.interests_of_role",
    "challenges.objective_panels.objectives_of_role",
]
CHALLENGE_PANELS: list[str] = [
    "challenges.measure_panels.measures_of_challenge",
    "challenges.barrier_panel.barriers_of_challenge",
    "challenges.change_panels.driver_diagram",
    "challenges.change_panels.tests_of_change",
    "coproduction.providers.sessions_of_challenge",
    "coproduction.providers.decisions_of_challenge",
]
# What is marked on the chart of a measure: functions `(measure, since, until)` → events.
CHART_EVENTS: list[str] = [
    "challenges.chart_events.rebases",
    "challenges.chart_events.cycles",
    "coproduction.chart_events.decisions",
    "coproduction.chart_events.sessions",
]
# Whether somebody works here, and may choose what of their work they hear of.
WORKS_HERE = "partnership.providers.works_here"
MESSAGES_ABOUT: list[str] = [
    "partnership.providers.messages_are_about",
    "leaders.providers.messages_are_about",
    "leaders.programme_panels.messages_are_about",
    "challenges.providers.messages_are_about",
]
SECTIONS: list[str] = [
    "partnership.sections.SECTIONS",
    "leaders.sections.SECTIONS",
    "challenges.sections.SECTIONS",
]
NETWORK_TIES: list[str] = [
    "leaders.network.shared_roles",
    "leaders.network.shared_cohorts",
    "challenges.network_ties.shared_challenges",
    "challenges.network_ties.witnessed_commitments",
]
# What the chair’s page tells: what changed between two days (`partnership/changes.py`), the shape
# of leadership (panels), and what the place pays for (`partnership/investment.py`).
CHANGES: list[str] = [
    "partnership.changes.of_partnership",
    "leaders.changes.of_leadership",
    "challenges.changes.of_challenges",
    "coproduction.changes.of_coproduction",
]
SHAPE_PANELS: list[str] = [
    "leaders.shape.shared_over_time",
    "leaders.shape.who_leads",
    "leaders.reach_panel.reached",
]
INVESTMENTS: list[str] = [
    "leaders.investment.roles_and_programmes",
    "partnership.investment.taking_part",
]
HISTORIES: list[str] = [
    "partnership.providers.history",
    "leaders.providers.history",
    "leaders.programme_panels.programme_history",
    "challenges.providers.history",
    "challenges.measure_history.history",
    "coproduction.providers.history",
]
RETENTION: list[str] = [
    "accounts.retention.forget_sessions",
    "partnership.actions.interests.forget_interests",
    "reminders.retention.forget_notices",
    "partnership.retention.forget_invitations",
    "partnership.actions.importing.forget_uploads",
    "leaders.actions.pulse.freeze_rounds",
    "leaders.retention.forget_handover_notes",
    "leaders.actions.practice.forget_unconfirmed",
    "leaders.actions.assessing.forget_second_voices",
    "leaders.actions.forgetting.forget_applications",
    "challenges.actions.drafting.forget_drafts",
    "coproduction.actions.forgetting.forget_needs",
    "coproduction.actions.forgetting.forget_guests",
    "coproduction.actions.forgetting.forget_speakers",
    "coproduction.actions.calendar_feeds.forget_feeds",
    "coproduction.actions.forgetting.forget_concerns",
    "coproduction.actions.forgetting.forget_sentences",
]
