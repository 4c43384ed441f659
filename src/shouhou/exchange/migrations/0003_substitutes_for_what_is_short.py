import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_what_agents_owe"),
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
    ]
