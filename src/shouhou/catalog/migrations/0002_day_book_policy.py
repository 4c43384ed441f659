from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_catalog"),
    ]

    operations = [
        migrations.AlterField(
            model_name="policyversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("three_guarantees", "Three Guarantees"),
                    ("insurance", "Insured value and premium"),
                    ("contact", "Contact clock"),
                    ("shipping", "Packing and shipping"),
                    ("returns", "Return of defectives"),
                    ("day_book", "Day-book"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
