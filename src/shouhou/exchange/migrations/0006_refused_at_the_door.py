"""A parcel that the courier takes back is on record too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0005_further_numbers_of_a_scan"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="inboundconsignment",
            name="only_a_matched_consignment_is_counted",
        ),
        migrations.AlterField(
            model_name="inboundconsignment",
            name="state",
            field=models.CharField(
                choices=[
                    ("signed", "Signed for"),
                    ("counting", "Being counted"),
                    ("discrepant", "Differences open"),
                    ("counted", "Counted"),
                    ("submitted", "Submitted"),
                    ("booked", "Booked in"),
                    ("returned", "Sent back"),
                    ("refused", "Refused at the door"),
                ],
                default="signed",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="inboundconsignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["signed", "returned", "refused"]),
                    ("agent__isnull", False),
                    _connector="OR",
                ),
                name="only_a_matched_consignment_is_counted",
            ),
        ),
    ]
