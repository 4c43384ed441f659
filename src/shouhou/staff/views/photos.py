"""Photos of evidence: pages show them as pictures, and by themselves they are only saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from shouhou.accounts.attachments import path_of
from shouhou.accounts.models import Attachment
from shouhou.exchange.models import InboundConsignment, Photo
from shouhou.kernel.refusals import Missing
from shouhou.staff.permits import who

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def photo(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """One attached photo, when it belongs to a consignment this person may see."""
    attachment = get_object_or_404(Attachment, pk=attachment_id)
    path = path_of(attachment.stored_as)
    may_see = who(request).sees_every_agent or _is_of(attachment, request)
    if not may_see or not path.exists():
        raise Missing("web.no_such_page")
    answer = HttpResponse(path.read_bytes(), content_type=attachment.media_type)
    named = content_disposition_header(as_attachment=True, filename=attachment.name)
    answer.headers["Content-Disposition"] = named or "attachment"
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _is_of(attachment: Attachment, request: HttpRequest) -> bool:
    mine = InboundConsignment.objects.visible_to(who(request))
    photos = Photo.objects.filter(attachment=attachment)
    shown = photos.filter(parcel__consignment__in=mine) | photos.filter(scan__consignment__in=mine)
    return (shown | photos.filter(discrepancy__consignment__in=mine)).exists()
