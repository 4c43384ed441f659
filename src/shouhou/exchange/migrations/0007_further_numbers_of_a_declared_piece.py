from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0006_refused_at_the_door"),
    ]

    operations = [
        migrations.AddField(
            model_name="packinglistline",
            name="further",
            field=models.JSONField(default=list),
        ),
    ]
