"""A check names the last repair it saw, so that what came later is plain without clocks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repair", "0001_bench")]

    operations = [
        migrations.AddField(
            model_name="qualitycheck",
            name="of_action",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="repair.repairaction",
            ),
        ),
    ]
