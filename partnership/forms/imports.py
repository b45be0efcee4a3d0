from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from partnership.errors import Unreadable
from partnership.imports.cells import WHY_NOT, clean
from partnership.imports.facts import FACTS, Columns, missing
from partnership.imports.reading import read_file, read_paste
from partnership.models import Upload


class TableForm(forms.Form):
    """A file, or rows copied from a spreadsheet; once read they are `cleaned_data["table"]`."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A file",
        help_text="CSV or Excel (.xlsx), up to 5 MB and 5,000 rows.",
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
    )
    paste = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the rows",
        help_text="Copy them in Excel with the row of headings, and paste them here.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file, paste = given.get("file"), given.get("paste") or ""
        if self.errors:
            return given
        if file and paste.strip():
            raise ValidationError({"file": "Choose a file or paste rows, not both."})
        if file is None and not paste.strip():
            raise ValidationError({"file": "Choose a file, or paste the rows below."})
        try:
            given["table"] = read_file(file.read()) if file else read_paste(paste)
        except Unreadable as unreadable:
            raise ValidationError({unreadable.field or "file": str(unreadable)}) from unreadable
        given["file_name"] = clean(file.name) if file else ""
        return given


class ColumnsForm(forms.Form):
    """Which column of an upload holds which of our facts."""

    def __init__(self, *args: Any, upload: Upload, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upload = upload
        choices = [("", "Not in this table"), *_columns_of(upload)]
        for fact in FACTS[upload.kind]:
            self.fields[fact.name] = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                empty_value=None,
                required=fact.needed,
                error_messages={"required": f"Choose the column with: {fact.label}."},
                label=fact.label,
                help_text=fact.hint,
                initial=upload.columns.get(fact.name),
            )
            self.fields[fact.name].label_suffix = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen: dict[int, str] = {}
        for fact in FACTS[self.upload.kind]:
            place = given.get(fact.name)
            if place in chosen:
                self.add_error(fact.name, f"This column is {chosen[place]} already.")
            elif place is not None:
                chosen[place] = fact.label
        lacking = missing(self.upload.kind, self.columns())
        if lacking and not self.errors:
            first = next(
                (one.name for one in FACTS[self.upload.kind] if one.label in lacking), "name"
            )
            self.add_error(first, f"Choose the column with: {', '.join(lacking)}.")
        return given

    def columns(self) -> Columns:
        return {fact.name: self.cleaned_data.get(fact.name) for fact in FACTS[self.upload.kind]}


def _columns_of(upload: Upload) -> Iterator[tuple[str, str]]:
    """Each column as a person finds it: its heading, its letter, and what stands in it."""
    rows = [row.cells for row in upload.rows.order_by("number")[:50]]
    for place, heading in enumerate(upload.headings):
        said = (row[place] for row in rows if place < len(row))
        example = next((words for words in said if words and words not in WHY_NOT), "")
        if not heading and not example:
            continue
        letter = f"column {get_column_letter(place + 1)}"
        called = f"{heading} ({letter})" if heading else letter.capitalize()
        yield str(place), f"{called}: {example[:40]}" if example else called
