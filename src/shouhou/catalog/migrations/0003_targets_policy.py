from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_day_book_policy"),
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
                    ("targets", "Targets"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
