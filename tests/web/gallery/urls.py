"""The gallery's addresses."""

from django.urls import include, path

from tests.web.gallery import views

handler400 = "shouhou.web.errors.bad_request"
handler403 = "shouhou.web.errors.not_allowed"
handler404 = "shouhou.web.errors.no_such_page"
handler500 = "shouhou.web.errors.our_fault"

urlpatterns = [
    path("", include("shouhou.web.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", views.pieces, name="pieces"),
    path("find/", views.find, name="scan"),
    path("requisition/", views.requisition, name="requisition"),
    path("requisition/submit/", views.submit_requisition, name="submit_requisition"),
    path("people/", views.people, name="people"),
    path("acts/", views.Acts.as_view(), name="acts"),
    path("acts/<int:number>/", views.act, name="act"),
    path("count/", views.count, name="count"),
    path("count/scan/", views.scan, name="count_scan"),
    path("count/undo/", views.undo, name="count_undo"),
    path("verb/", views.verb, name="verb"),
    path("refuse/<str:how>/", views.refuse, name="refuse"),
    path("refuse-verb/<str:how>/", views.refuse_verb, name="refuse_verb"),
    path("paper/", views.paper, name="paper"),
]
