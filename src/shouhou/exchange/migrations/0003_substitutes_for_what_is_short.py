import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_what_agents_owe"),
        ("stock", "0004_reversals_and_inspections"),
    ]

    operations = [
        migrations.AddField(
            model_name="exchangeorder",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="exchange.exchangeorder",
            ),
        ),
        migrations.AlterField(
            model_name="exchangeorder",
            name="judgement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exchange_orders",
                to="stock.document",
            ),
        ),
    ]
