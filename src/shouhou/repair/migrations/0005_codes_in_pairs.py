"""Code checks say how they were read, and a match is what the database agrees is one."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("repair", "0004_what_goes_first")]

    operations = [
        migrations.AddField(
            model_name="fourcodecheck",
            name="method",
            field=models.CharField(
                choices=[("scan", "Scanned"), ("manual", "Typed")], default="scan", max_length=6
            ),
        ),
        migrations.AddIndex(
            model_name="fourcodecheck",
            index=models.Index(fields=["nal_mark"], name="code_checks_of_a_mark"),
        ),
        migrations.AddConstraint(
            model_name="fourcodecheck",
            constraint=models.CheckConstraint(
                condition=Q(matched=True, differing="") | (Q(matched=False) & ~Q(differing="")),
                name="a_mismatch_names_what_differs",
            ),
        ),
        migrations.AddConstraint(
            model_name="fourcodecheck",
            constraint=models.CheckConstraint(
                condition=Q(matched=False)
                | (~Q(nal_mark="") & Q(device_label=F("board"), box_label=F("board"))),
                name="matched_labels_say_what_the_board_says",
            ),
        ),
    ]
