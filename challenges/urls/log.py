from django.urls import URLPattern, path

from challenges.urls.addresses import HERE, ONE
from challenges.views.corrections import entry_edit
from challenges.views.drafts import entry_draft
from challenges.views.entries import entry_create, entry_detail
from challenges.views.entry_table import entry_table
from challenges.views.log import log_download, log_list, log_timeline
from challenges.views.practised import entry_practise
from partnership.urls import formats  # noqa: F401 (it names a converter)

ENTRY = f"{ONE}entries/<int:entry>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}log/", log_list, name="log_list"),
    path(f"{HERE}log/timeline/", log_timeline, name="log_timeline"),
    path(f"{HERE}log.<format:form>", log_download, name="log_download"),
    path(f"{ONE}log/", entry_create, name="entry_create"),
    path(f"{ONE}log/draft/", entry_draft, name="entry_draft"),
    path(f"{ONE}log/table/", entry_table, name="entry_table"),
    path(f"{ONE}entries/", log_list, name="entry_list"),
    path(f"{ONE}entries/timeline/", log_timeline, name="entry_timeline"),
    path(f"{ONE}entries.<format:form>", log_download, name="entry_download"),
    path(ENTRY, entry_detail, name="entry_detail"),
    path(f"{ENTRY}edit/", entry_edit, name="entry_edit"),
    path(f"{ENTRY}practise/", entry_practise, name="entry_practise"),
]
