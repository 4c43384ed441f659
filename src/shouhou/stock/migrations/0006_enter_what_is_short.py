"""What is short by now is entered as it stands; how it came to that was never written down."""

from datetime import timedelta, timezone

from django.db import migrations
from django.db.models import F

SHANGHAI = timezone(timedelta(hours=8))


def enter(apps, _schema_editor):
    entry = apps.get_model("stock", "ShortageEntry")
    numbered = apps.get_model("stock", "Demand").objects.exclude(shortage_no="")
    short = numbered.filter(quantity__gt=F("promised") + F("closed"))
    entry.objects.bulk_create(
        entry(
            demand=demand,
            kind="fell_short",
            quantity=demand.quantity - demand.promised - demand.closed,
            day=demand.since.astimezone(SHANGHAI).date(),
        )
        for demand in short.iterator()
    )


def forget(apps, _schema_editor):
    apps.get_model("stock", "ShortageEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("stock", "0005_shortage_entries")]
    operations = [migrations.RunPython(enter, forget)]
