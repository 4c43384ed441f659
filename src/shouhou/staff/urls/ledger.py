"""Documents, stock, units, the day-book and the registers."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
