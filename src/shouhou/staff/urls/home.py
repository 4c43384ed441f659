"""The home page and the scan box."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
