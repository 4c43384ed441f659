"""Choosing the notice that told of a parcel, where no waybill of it tells."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.commands import notices
from shouhou.kernel.refusals import Invalid
from shouhou.web.forms import PickField
from shouhou.web.refusal_texts import text_of


class NoticeField(PickField):
    """A notice by its number; its suggestions are what is still awaited of an agent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            notices.standing().select_related("agent", "dealer"),
            by="number",
            suggestions="suggest_notices",
            label=_("Notice"),
            required=False,
            **options,
        )


def refuse_notice_of_another(form: forms.Form) -> None:
    """Say so at the field when the notice is not one of the agent that stands beside it."""
    agent, notice = form.cleaned_data.get("agent"), form.cleaned_data.get("notice")
    if agent is not None and notice is not None and notice.agent_id != agent.pk:
        wrong = Invalid("exchange.notice_of_another", notice=notice.number, agent=str(notice.agent))
        form.add_error("notice", text_of(wrong))
