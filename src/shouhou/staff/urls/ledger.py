"""Documents, posting, receipts, transfers, stock, pieces, the day-book and the registers."""

from __future__ import annotations

from django.urls import path, register_converter

from shouhou.staff.converters import DayConverter, MonthConverter
from shouhou.staff.permits import permitted
from shouhou.staff.views import (
    day_book,
    documents,
    months,
    posting,
    receipts,
    stock,
    transfers,
    turnover_register,
    turnover_sums,
    units,
)

register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")

sees = permitted("stock.view_document")
posts = permitted("stock.post_document", "stock.confirm_transfer")
receives = permitted("stock.make_receipt")
transfer = permitted("stock.make_transfer")
sees_stock = permitted("stock.view_stock")
reads = permitted("exchange.view_day_book")
sees_months = permitted("stock.view_period")

urlpatterns = [
    path("documents/", sees(documents.Documents.as_view()), name="documents"),
    path("documents/<str:number>/", sees(documents.show), name="document"),
    path("documents/<str:number>/submit/", documents.submit, name="document_submit"),
    path("documents/<str:number>/withdraw/", documents.withdraw, name="document_withdraw"),
    path("documents/<str:number>/inspect/", documents.inspect, name="document_inspect"),
    path("documents/<str:number>/post/", documents.post, name="document_post"),
    path("documents/<str:number>/reject/", documents.reject, name="document_reject"),
    path("documents/<str:number>/void/", documents.void, name="document_void"),
    path("documents/<str:number>/reverse/", documents.reverse, name="document_reverse"),
    path("documents/<str:number>/correct/", sees(documents.correct), name="document_correct"),
    path("documents/<str:number>/rewrite/", documents.rewrite, name="document_rewrite"),
    path("documents/<str:number>/print/", documents.print_note, name="document_print"),
    path("documents/<str:number>/note.pdf", sees(documents.paper), name="document_paper"),
    path("posting/", posts(posting.queue), name="posting_queue"),
    path("posting/chosen/", posting.post_chosen, name="post_chosen"),
    path("posting/result/", posts(posting.result), name="posting_result"),
    path("posting/<str:number>/", posting.post_one, name="post_one"),
    path("receipts/new/", receives(receipts.new), name="receipt_new"),
    path("receipts/make/", receipts.make, name="receipt_make"),
    path("receipts/preview/", receives(receipts.preview), name="receipt_preview"),
    path("receipts/take/", receipts.take, name="receipt_take"),
    path("receipts/template.xlsx", receives(receipts.template), name="receipt_template"),
    path("transfers/new/", transfer(transfers.new), name="transfer_new"),
    path("transfers/<str:source>/<str:target>/", transfer(transfers.load), name="transfer_load"),
    path(
        "transfers/<str:source>/<str:target>/scan/", transfer(transfers.scan), name="transfer_scan"
    ),
    path(
        "transfers/<str:source>/<str:target>/undo/", transfer(transfers.undo), name="transfer_undo"
    ),
    path("transfers/<str:source>/<str:target>/add/", transfer(transfers.add), name="transfer_add"),
    path(
        "transfers/<str:source>/<str:target>/drop/", transfer(transfers.drop), name="transfer_drop"
    ),
    path("transfers/<str:source>/<str:target>/send/", transfers.send, name="transfer_send"),
    path("stock/", sees_stock(stock.Stock.as_view()), name="stock"),
    path("stock/<int:pk>/", sees_stock(stock.card), name="bin_card"),
    path("stock/<int:pk>/card.pdf", sees_stock(stock.card_paper), name="bin_card_paper"),
    path("places/", sees_stock(stock.places), name="places"),
    path("units/<str:number>/", sees_stock(units.show), name="unit"),
    path("day-book/", reads(day_book.show), name="day_book"),
    path("day-book/<day:day>/tally/", day_book.tally, name="day_book_tally"),
    path("day-book/<day:day>/row/", day_book.add_row, name="day_book_row"),
    path("day-book/<day:day>/close/", day_book.close, name="day_book_close"),
    path("day-book/<day:day>/book.pdf", reads(day_book.paper), name="day_book_paper"),
    path("months/", sees_months(months.index), name="months"),
    path("months/<month:last_day>/", sees_months(months.show), name="month"),
    path("months/<month:last_day>/close/", months.close, name="month_close"),
    path("turnover-register/", sees_stock(turnover_register.register), name="turnover_register"),
    path("turnover-register/sums/", sees_stock(turnover_sums.show), name="turnover_sums"),
    path("turnover-register/<day:day>/", sees_stock(turnover_register.show), name="turnover_day"),
    path("turnover-register/<day:day>/close/", turnover_register.close, name="turnover_close"),
]
