"""Notices, parcels, packing lists, counts and differences."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.permits import permitted
from shouhou.staff.views import (
    consignments,
    counting,
    discrepancies,
    notices,
    packing_lists,
    photos,
    signing,
)

view = permitted("exchange.view_consignment")
announce = permitted("exchange.enter_notice")
sign = permitted("exchange.sign_parcel")
declare = permitted("exchange.import_packing_list")
count = permitted("exchange.count_consignment")
give = permitted("exchange.hand_over")

_BOX = "consignments/<str:number>/"
_LIST = f"{_BOX}packing-list/"
_COUNT = f"{_BOX}count/"
_NOTICE = "notices/<str:number>/"
_DIFFERENCE = "discrepancies/<str:number>/"

urlpatterns = [
    path("sign/", sign(signing.show), name="sign"),
    path("sign/parcel/", signing.sign, name="sign_parcel"),
    path("notices/", view(notices.Notices.as_view()), name="notices"),
    path("notices/new/", announce(notices.new), name="notice_new"),
    path("notices/enter/", notices.enter, name="notice_enter"),
    path(_NOTICE, view(notices.show), name="notice"),
    path(f"{_NOTICE}cancel/", notices.cancel, name="notice_cancel"),
    path("consignments/", view(consignments.Consignments.as_view()), name="consignments"),
    path(_BOX, view(consignments.show), name="consignment"),
    path(f"{_BOX}match/", consignments.match, name="consignment_match"),
    path(f"{_BOX}take-in/", consignments.take_in, name="consignment_take_in"),
    path(f"{_BOX}refuse/", consignments.refuse, name="consignment_refuse"),
    path(f"{_BOX}submit/", consignments.submit, name="consignment_submit"),
    path(f"{_BOX}hand-over/", consignments.hand_over, name="consignment_hand_over"),
    path(f"{_BOX}hand-over/otherwise/", give(consignments.otherwise), name="otherwise"),
    path(
        f"{_BOX}hand-over/otherwise/do/",
        consignments.hand_over_otherwise,
        name="hand_over_otherwise",
    ),
    path(_LIST, declare(packing_lists.show), name="packing_list"),
    path(f"{_LIST}upload/", declare(packing_lists.upload), name="packing_list_upload"),
    path(f"{_LIST}preview/", declare(packing_lists.preview), name="packing_list_preview"),
    path(f"{_LIST}keep/", packing_lists.keep, name="packing_list_keep"),
    path(f"{_LIST}typed/", declare(packing_lists.typed), name="packing_list_typed"),
    path(f"{_LIST}typed/keep/", packing_lists.keep_typed, name="packing_list_keep_typed"),
    path(f"{_LIST}none/", packing_lists.none, name="packing_list_none"),
    path("packing-list.xlsx", view(packing_lists.blank), name="packing_list_template"),
    path(_COUNT, count(counting.show), name="count"),
    path(f"{_COUNT}start/", counting.start, name="count_start"),
    path(f"{_COUNT}scan/", counting.scan, name="count_scan"),
    path(f"{_COUNT}undo/", counting.undo, name="count_undo"),
    path(f"{_COUNT}anyway/", counting.anyway, name="count_anyway"),
    path(f"{_COUNT}part/", counting.part, name="count_part"),
    path(f"{_COUNT}finish/", counting.finish, name="count_finish"),
    path(f"{_COUNT}again/", counting.recount, name="recount"),
    path(f"{_COUNT}<int:scan_id>/", count(counting.remark), name="remark"),
    path(f"{_COUNT}<int:scan_id>/keep/", counting.keep_remark, name="remark_keep"),
    path("discrepancies/", view(discrepancies.Discrepancies.as_view()), name="discrepancies"),
    path(_DIFFERENCE, view(discrepancies.show), name="discrepancy"),
    path(f"{_DIFFERENCE}contact/", discrepancies.note_contact, name="discrepancy_contact"),
    path(f"{_DIFFERENCE}agree/", discrepancies.agree, name="discrepancy_agree"),
    path("photos/<int:attachment_id>/", view(photos.photo), name="photo"),
]
