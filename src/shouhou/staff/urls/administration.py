"""People, delegation, custody, parts, the calendar and the trail."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
