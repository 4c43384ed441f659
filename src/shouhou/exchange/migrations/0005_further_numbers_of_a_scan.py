"""The other barcode of a phone names the phone that was counted, not a second one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0004_exchange_orders_by_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScannedNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("imei1", "IMEI 1"),
                            ("imei2", "IMEI 2"),
                            ("meid", "MEID"),
                            ("sn", "SN"),
                        ],
                        max_length=5,
                    ),
                ),
                ("value", models.CharField(max_length=40)),
                (
                    "scan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further",
                        to="exchange.scan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["value"], name="scans_of_a_further_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scan", "value"), name="a_scan_keeps_each_number_of_a_label_once"
                    )
                ],
            },
        ),
    ]
