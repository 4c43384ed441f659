"""Every URL of the product: one line a door."""

from __future__ import annotations

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "shouhou.web.errors.bad_request"
handler403 = "shouhou.web.errors.not_allowed"
handler404 = "shouhou.web.errors.no_such_page"
handler500 = "shouhou.web.errors.our_fault"

urlpatterns = [
    path("", include("shouhou.web.urls")),
    path("accounts/login/", views.login, name="account_login"),
    path("accounts/logout/", views.logout, name="account_logout"),
    path("accounts/password/change/", views.password_change, name="account_change_password"),
    # allauth's login asks for this name; nobody signs himself up here.
    path(
        "accounts/signup/",
        login_not_required(RedirectView.as_view(pattern_name="account_login")),
        name="account_signup",
    ),
    path("", include("shouhou.staff.urls")),
]
