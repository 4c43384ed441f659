import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_what_was_in_use(apps, _schema_editor):
    """How pieces are marked was in use until now, and stays so until somebody edits it."""
    phone_model = apps.get_model("catalog", "PhoneModel")
    for model in phone_model.objects.all():
        marks = {
            "sn_pattern": model.sn_pattern,
            "imei_count": model.imei_count,
            "nal_mark_mode": model.nal_mark_mode,
        }
        phone_model.objects.filter(pk=model.pk).update(as_approved=marks)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalog", "0003_targets_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="phonemodel",
            name="approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="phonemodel",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phonemodel",
            name="as_approved",
            field=models.JSONField(default=dict),
        ),
        migrations.AddConstraint(
            model_name="phonemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_approves_his_own_phone_model",
            ),
        ),
        # The codes declared so far were in use, and stay so.
        migrations.AddField(
            model_name="tac",
            name="approved",
            field=models.BooleanField(default=True, verbose_name="approved"),
        ),
        migrations.AlterField(
            model_name="tac",
            name="approved",
            field=models.BooleanField(default=False, verbose_name="approved"),
        ),
        migrations.RunPython(keep_what_was_in_use, migrations.RunPython.noop),
    ]
