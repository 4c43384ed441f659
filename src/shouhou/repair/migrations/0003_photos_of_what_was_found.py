"""A photo may prove one finding, and some findings need one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repair", "0002_checks_name_the_repair_they_saw")]

    operations = [
        migrations.AddField(
            model_name="inspectionitem",
            name="photo_required",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="repair.finding",
            ),
        ),
    ]
