"""The agents' accounts: what either side owes, and what is asked about it."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.permits import permitted
from shouhou.staff.views import account_requests, accounts, obligations

owed = permitted("exchange.view_account")
asks = permitted("exchange.ask_account")

_AGENT = "agents/<str:code>/"
_REQUEST = "account-requests/<str:number>/"
_OBLIGATION = "obligations/<int:pk>/"

urlpatterns = [
    path("agents/", owed(accounts.Agents.as_view()), name="agents"),
    path(_AGENT, owed(accounts.show), name="account"),
    path(f"{_AGENT}advance/", asks(account_requests.new_advance), name="advance_new"),
    path(f"{_AGENT}advance/ask/", account_requests.ask_advance, name="advance_ask"),
    path("owed/", owed(accounts.OwedLines.as_view()), name="owed"),
    path("obligations/", owed(obligations.Obligations.as_view()), name="obligations"),
    path(_OBLIGATION, owed(obligations.show), name="obligation"),
    path(f"{_OBLIGATION}waive/", obligations.waive, name="obligation_waive"),
    path(f"{_OBLIGATION}charge/", obligations.charge, name="obligation_charge"),
    path(
        "account-requests/",
        owed(account_requests.AccountRequests.as_view()),
        name="account_requests",
    ),
    path(_REQUEST, owed(account_requests.show), name="account_request"),
    path(f"{_REQUEST}grant/", account_requests.grant, name="account_request_grant"),
    path(f"{_REQUEST}refuse/", account_requests.refuse, name="account_request_refuse"),
    path(f"{_REQUEST}withdraw/", account_requests.withdraw, name="account_request_withdraw"),
]
