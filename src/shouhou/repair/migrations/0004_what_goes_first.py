"""Orders have a priority and may be reported by a code."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repair", "0003_photos_of_what_was_found")]

    operations = [
        migrations.RemoveIndex(model_name="repairorder", name="orders_by_state"),
        migrations.AddField(
            model_name="repairorder",
            name="priority",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="priority"),
        ),
        migrations.AddField(
            model_name="repairorder",
            name="reported_code",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.faultcode",
            ),
        ),
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(
                fields=["state", "-priority", "received_at"], name="orders_by_state"
            ),
        ),
    ]
