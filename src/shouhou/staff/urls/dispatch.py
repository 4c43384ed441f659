"""What is ready, outbound documents, packing, couriers, accounts."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
