"""What is brought to a board: the chair's page, its report, the money and the record."""

from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.board_report import board_report, board_report_pdf
from partnership.views.chair import board_create, board_remove, partnership_chair, partnership_needs
from partnership.views.history import partnership_history, partnership_history_download
from partnership.views.investment import (
    investment_download,
    participation_funding_create,
    partnership_investment,
)

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}chair/", partnership_chair, name="partnership_chair"),
    path(f"{ONE}chair/needs/", partnership_needs, name="partnership_needs"),
    path(f"{ONE}chair/boards/add/", board_create, name="board_create"),
    path(f"{ONE}chair/boards/<int:board>/remove/", board_remove, name="board_remove"),
    path(f"{ONE}chair/report/", board_report, name="board_report"),
    path(f"{ONE}chair/report.pdf", board_report_pdf, name="board_report_pdf"),
    path(f"{ONE}money/", partnership_investment, name="partnership_investment"),
    path(f"{ONE}money.<format:form>", investment_download, name="investment_download"),
    path(
        f"{ONE}money/taking-part/",
        participation_funding_create,
        name="participation_funding_create",
    ),
    path(f"{ONE}history/", partnership_history, name="partnership_history"),
    path(
        f"{ONE}history.<format:form>",
        partnership_history_download,
        name="partnership_history_download",
    ),
]
