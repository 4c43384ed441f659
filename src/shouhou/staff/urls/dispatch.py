"""What is ready, outbound documents, packing, and couriers."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.permits import permitted
from shouhou.staff.views import couriers, issuing, packing, shipments

view = permitted("shipping.view_shipment")

urlpatterns = [
    path("ready/", view(issuing.ready), name="ready"),
    path("ready/<str:code>/", view(issuing.agent), name="ready_agent"),
    path("ready/<str:code>/pick/", issuing.pick, name="ready_pick"),
    path("ready/<str:code>/put-back/", issuing.put_back, name="ready_put_back"),
    path("ready/<str:code>/codes/", issuing.codes, name="ready_codes"),
    path("ready/<str:code>/issue/", issuing.issue, name="ready_issue"),
    path("ready/<str:code>/send-back/", issuing.send_back, name="ready_send_back"),
    path("packing/", view(packing.queue), name="packing"),
    path("packing/<str:code>/", packing.make, name="packing_make"),
    path("shipments/", view(shipments.Shipments.as_view()), name="shipments"),
    path("shipments/<str:number>/", view(shipments.show), name="shipment"),
    path("shipments/<str:number>/scan/", packing.scan, name="shipment_scan"),
    path("shipments/<str:number>/undo/", packing.undo, name="shipment_undo"),
    path("shipments/<str:number>/take-out/", packing.take_out, name="shipment_take_out"),
    path("shipments/<str:number>/seal/", packing.seal, name="shipment_seal"),
    path("shipments/<str:number>/pack/", packing.finish, name="shipment_pack"),
    path("shipments/<str:number>/check/", packing.check, name="shipment_check"),
    path("shipments/<str:number>/reject/", packing.reject, name="shipment_reject"),
    path("shipments/<str:number>/void/", shipments.void, name="shipment_void"),
    path("shipments/<str:number>/book/", shipments.book, name="shipment_book"),
    path("shipments/<str:number>/slip.pdf", view(shipments.slip), name="shipment_slip"),
    path("shipments/<str:number>/labels.pdf", view(shipments.labels), name="shipment_labels"),
    path("manifests/", view(couriers.Manifests.as_view()), name="manifests"),
    path("manifests/new/<str:code>/", couriers.hand_over, name="manifest_new"),
    path("manifests/<str:number>/", view(couriers.show), name="manifest"),
    path("manifests/<str:number>/signed/", couriers.keep_signed, name="manifest_signed"),
    path("manifests/<str:number>/manifest.pdf", view(couriers.sheet), name="manifest_pdf"),
]
