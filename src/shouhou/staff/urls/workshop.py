"""Handovers, the bench, the turnover warehouse, exchange orders and shortages."""

from __future__ import annotations

from django.urls import path

from shouhou.staff.permits import permitted
from shouhou.staff.views import (
    bench,
    bench_checks,
    bench_paper,
    bench_work,
    exchanges,
    handovers,
    shortages,
    turnover,
)

slips = permitted("exchange.view_handover")
seen = permitted("repair.view_order")
short = permitted("stock.view_shortage")
swaps = permitted("exchange.view_exchange")
to_release = permitted("repair.release_unit")
RO = "repair-orders/<str:number>"

urlpatterns = [
    path("handovers/", slips(handovers.Handovers.as_view()), name="handovers"),
    path("handovers/<str:number>/", slips(handovers.show), name="handover"),
    path("handovers/<str:number>/scan/", handovers.scan, name="handover_scan"),
    path("handovers/<str:number>/accept/", handovers.accept, name="handover_accept"),
    path("handovers/<str:number>/withdraw/", handovers.withdraw, name="handover_withdraw"),
    path("handovers/<str:number>/part/", handovers.part, name="handover_part"),
    path("handovers/<str:number>/slip.pdf", slips(handovers.slip), name="handover_slip"),
    path("repair-orders/", seen(bench.RepairOrders.as_view()), name="repair_orders"),
    path("repair-orders/find/", seen(bench.find), name="repair_order_find"),
    path("repair-orders/tray/", to_release(bench_checks.tray), name="release_tray"),
    path("repair-orders/tray/release/", bench_checks.release, name="release"),
    path(f"{RO}/", seen(bench.show), name="repair_order"),
    path(f"{RO}/scan/", bench.scan, name="repair_order_scan"),
    path(f"{RO}/start/", bench_work.start, name="repair_order_start"),
    path(f"{RO}/answer/", bench_work.answer, name="repair_order_answer"),
    path(f"{RO}/photograph/", bench_work.photograph, name="repair_order_photograph"),
    path(f"{RO}/judge/<str:verdict>/", bench_work.judge, name="repair_order_judge"),
    path(f"{RO}/exchange/", bench_work.write_exchange, name="repair_order_exchange"),
    path(f"{RO}/split/", bench_work.split, name="repair_order_split"),
    path(f"{RO}/act/", bench_work.act, name="repair_order_act"),
    path(f"{RO}/pause/<str:reason>/", bench_work.pause, name="repair_order_pause"),
    path(f"{RO}/resume/", bench_work.resume, name="repair_order_resume"),
    path(f"{RO}/finish/", bench_work.finish, name="repair_order_finish"),
    path(f"{RO}/give-up/", bench_work.give_up, name="repair_order_give_up"),
    path(f"{RO}/agree/", bench_checks.agree, name="repair_order_agree"),
    path(f"{RO}/disagree/", bench_checks.disagree, name="repair_order_disagree"),
    path(f"{RO}/qc-pass/", bench_checks.qc_pass, name="repair_order_qc_pass"),
    path(f"{RO}/qc-fail/", bench_checks.qc_fail, name="repair_order_qc_fail"),
    path(f"{RO}/void-release/", bench_checks.void_release, name="repair_order_void_release"),
    path(f"{RO}/approve/", bench_checks.approve, name="repair_order_approve"),
    path(f"{RO}/refuse/", bench_checks.refuse, name="repair_order_refuse"),
    path(f"{RO}/assign/", bench_checks.assign, name="repair_order_assign"),
    path(f"{RO}/prioritise/", bench_checks.prioritise, name="repair_order_prioritise"),
    path(f"{RO}/pool/", bench_checks.pool, name="repair_order_pool"),
    path(f"{RO}/mark/", bench_checks.mark, name="repair_order_mark"),
    path(f"{RO}/unmark/", bench_checks.unmark, name="repair_order_unmark"),
    path(f"{RO}/print/<str:language>/", bench_paper.print_tag, name="repair_order_print_tag"),
    path(f"{RO}/tag.<str:language>", seen(bench_paper.tag), name="repair_order_tag"),
    path(f"{RO}/order.pdf", seen(bench_paper.sheet), name="repair_order_pdf"),
    path("turnover/", slips(turnover.desk), name="turnover"),
    path("turnover/low/", slips(turnover.low), name="turnover_low"),
    path("turnover/replenish/", turnover.replenish, name="turnover_replenish"),
    path("turnover/<int:line_id>/swap/", turnover.swap, name="turnover_swap"),
    path("turnover/<int:line_id>/back/", slips(turnover.back), name="turnover_back"),
    path("turnover/<int:line_id>/send-back/", turnover.send_back, name="turnover_send_back"),
    path("turnover/<int:line_id>/old-part/", slips(turnover.old_part), name="turnover_old_part"),
    path("turnover/<int:line_id>/take/", turnover.take, name="turnover_take"),
    path("exchanges/", swaps(exchanges.Exchanges.as_view()), name="exchanges"),
    path("exchanges/<str:number>/", swaps(exchanges.show), name="exchange"),
    path("shortages/", short(shortages.Shortages.as_view()), name="shortages"),
    path("shortages/<str:number>/", short(shortages.show), name="shortage"),
    path("shortages/<str:number>/expect/", shortages.expect, name="shortage_expect"),
    path("shortages/<str:number>/close/", shortages.close, name="shortage_close"),
    path("shortages/<str:number>/substitute/", shortages.substitute, name="shortage_substitute"),
    path("shortages/<str:number>/prioritise/", shortages.prioritise, name="shortage_prioritise"),
]
