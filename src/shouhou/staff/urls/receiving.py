"""Notices, parcels, packing lists, counts and differences."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
