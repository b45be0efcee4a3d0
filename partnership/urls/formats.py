"""Addresses of tables to take away end in the form in which they are wanted."""

from __future__ import annotations

from django.urls import register_converter


class FormatConverter:
    """`<format:form>` is csv or xlsx, and nothing else."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "format")
