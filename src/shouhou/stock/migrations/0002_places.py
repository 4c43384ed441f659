"""The places every department has, the lot that means none, and the head of an empty chain."""

from django.db import migrations

PLACES = [
    ("FRONT", "前台待检区", "Front desk", "desk", False),
    ("BENCH", "维修仓", "Repair bench", "bench", False),
    ("TURNOVER", "周转仓", "Turnover warehouse", "warehouse", False),
    ("MAIN", "主仓", "Main warehouse", "warehouse", False),
    ("DEFECT", "不良品仓", "Defective warehouse", "warehouse", False),
    ("HAZARD", "危险品隔离区", "Hazard store", "warehouse", False),
    ("TRANSIT", "在途", "In transit", "transit", False),
    ("SUPPLIER", "供应商", "Suppliers", "supplier", True),
    ("OPENING", "期初", "Opening stock", "opening", True),
    ("SCRAP", "报废", "Scrap", "scrap", True),
    ("DIFFERENCE", "盘点差异", "Count difference", "difference", True),
]


def plant(apps, _schema_editor):
    place = apps.get_model("stock", "Place")
    place.objects.bulk_create(
        place(code=code, name=name, name_en=english, kind=kind, outside=outside)
        for code, name, english, kind, outside in PLACES
    )
    apps.get_model("stock", "Lot").objects.create(code="-")
    apps.get_model("stock", "ChainHead").objects.create(id=1, number=0, mac="0" * 64)


def uproot(apps, schema_editor):
    # Django's own delete asks for rows that point here, in tables that are gone by now.
    for name in ("ChainHead", "Lot", "Place"):
        apps.get_model("stock", name).objects.all()._raw_delete(schema_editor.connection.alias)  # noqa: SLF001


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_ledger")]
    operations = [migrations.RunPython(plant, uproot)]
