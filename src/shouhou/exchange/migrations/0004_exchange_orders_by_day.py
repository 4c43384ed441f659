"""Exchange orders are looked up by the day on which they were written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_substitutes_for_what_is_short")]

    operations = [
        migrations.AddIndex(
            model_name="exchangeorder",
            index=models.Index(fields=["made_at"], name="exchange_orders_by_day"),
        ),
    ]
