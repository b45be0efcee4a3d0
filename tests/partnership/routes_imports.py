"""Who may bring tables, see what became of them, and stop them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from partnership.models import Upload, UploadRow
from tests.cast import World
from tests.permissions.route import CONFIGURES, Route


def own(world: World) -> Mapping[str, Any]:
    return {"partnership": world.partnership.slug}


def of_a_kind(world: World) -> Mapping[str, Any]:
    return {**own(world), "kind": "people"}


def _upload(world: World, **more: Any) -> Mapping[str, Any]:
    key = f"upload {sorted(more)}"
    if key not in world.things:
        upload = Upload.objects.create(
            partnership=world.partnership,
            kind=Upload.Kind.ORGANISATIONS,
            headings=["Name", "Sector"],
            columns={"name": 0, "sector": 1},
            uploaded_by=world.hats["coordinator"],
            **more,
        )
        UploadRow.objects.create(upload=upload, number=2, cells=["Brook Lane Residents", "Other"])
        world.things[key] = upload.pk
    return {**own(world), "upload": world.things[key]}


def looked_at(world: World) -> Mapping[str, Any]:
    return _upload(world)


def ended(world: World) -> Mapping[str, Any]:
    now = timezone.now()
    hat = world.hats["chair"]
    return _upload(world, state="done", confirmed_at=now, confirmed_by=hat, ended_at=now)


ROUTES = [
    Route("upload_list", CONFIGURES, own),
    Route("upload_create", CONFIGURES, of_a_kind),
    Route("upload_create", CONFIGURES, of_a_kind, method="post", data={"paste": "Name,Role\nA,B"}),
    Route("upload_template", CONFIGURES, lambda w: {**of_a_kind(w), "form": "xlsx"}),
    Route("upload_detail", CONFIGURES, ended),
    Route("upload_columns", CONFIGURES, looked_at),
    Route("upload_columns", CONFIGURES, looked_at, method="post", data={"name": "0"}),
    Route("upload_preview", CONFIGURES, looked_at),
    Route("upload_confirm", CONFIGURES, looked_at),
    Route("upload_confirm", CONFIGURES, looked_at, method="post"),
    Route("upload_stop", CONFIGURES, looked_at),
    Route("upload_stop", CONFIGURES, looked_at, method="post"),
    Route("upload_download", CONFIGURES, lambda w: {**ended(w), "form": "csv"}),
]
