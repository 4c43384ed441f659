"""Every shortage has its entries, so that what was short on any day can be told."""

import django.db.models.deletion
from django.db import migrations, models

import shouhou.kernel.clock


class Migration(migrations.Migration):
    dependencies = [("stock", "0004_reversals_and_inspections")]

    operations = [
        migrations.CreateModel(
            name="ShortageEntry",
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
                            ("fell_short", "Fell short"),
                            ("given_back", "Promise given back"),
                            ("filled", "Filled"),
                            ("settled", "Settled otherwise"),
                        ],
                        max_length=10,
                    ),
                ),
                ("quantity", models.IntegerField()),
                ("day", models.DateField(default=shouhou.kernel.clock.today)),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shortage_entries",
                        to="stock.demand",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="shortage_entries_of_a_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["fell_short", "given_back"]), ("quantity__gt", 0)
                        )
                        | models.Q(("kind__in", ["filled", "settled"]), ("quantity__lt", 0)),
                        name="a_shortage_grows_or_shrinks_by_its_kind",
                    )
                ],
            },
        ),
    ]
