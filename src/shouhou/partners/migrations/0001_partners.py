import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agent",
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
                            ("agent", "Provincial agent"),
                            ("service_centre", "Service centre"),
                            ("dealer", "Dealer"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=400)),
                ("province", models.CharField(max_length=20, verbose_name="province")),
                ("city", models.CharField(max_length=20, verbose_name="city")),
                ("contact", models.CharField(max_length=40, verbose_name="contact")),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                ("address", models.CharField(max_length=200, verbose_name="address")),
                (
                    "wants_labels",
                    models.BooleanField(default=False, verbose_name="wants device and box labels"),
                ),
                ("active", models.BooleanField(default=False, verbose_name="active")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dealers",
                        to="partners.agent",
                        verbose_name="agent above",
                    ),
                ),
            ],
            options={
                "verbose_name": "agent",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="an_agent_code_names_one_agent"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", None), ("kind", "dealer"), _connector="OR"),
                        name="only_dealers_stand_under_an_agent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active", False), ("approved_by__isnull", False), _connector="OR"
                        ),
                        name="an_active_agent_was_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_agent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Carrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "kuaidi100_code",
                    models.CharField(blank=True, max_length=30, verbose_name="Kuaidi100 code"),
                ),
                (
                    "kdniao_code",
                    models.CharField(blank=True, max_length=10, verbose_name="Kdniao code"),
                ),
                (
                    "strict_pattern",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="waybill pattern in use"
                    ),
                ),
                (
                    "lenient_pattern",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="older waybill pattern"
                    ),
                ),
                (
                    "phone_needed",
                    models.BooleanField(default=False, verbose_name="tracking asks for a phone"),
                ),
                (
                    "max_insured_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="highest insured value"),
                ),
                (
                    "takes_loose_batteries",
                    models.BooleanField(
                        default=False, verbose_name="takes loose batteries by road"
                    ),
                ),
                (
                    "claim_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="days to claim"),
                ),
                (
                    "monthly_account",
                    models.CharField(blank=True, max_length=30, verbose_name="monthly account"),
                ),
                ("active", models.BooleanField(default=False, verbose_name="active")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "carrier",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",), name="a_carrier_code_names_one_carrier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active", False), ("approved_by__isnull", False), _connector="OR"
                        ),
                        name="an_active_carrier_was_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_carrier",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="partners.agent",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "constraints": [
                    models.UniqueConstraint(fields=("user",), name="a_user_acts_for_one_agent")
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=400)),
                ("contact", models.CharField(max_length=40, verbose_name="contact")),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                ("active", models.BooleanField(default=False, verbose_name="active")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "supplier",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",), name="a_supplier_code_names_one_supplier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active", False), ("approved_by__isnull", False), _connector="OR"
                        ),
                        name="an_active_supplier_was_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_supplier",
                    ),
                ],
            },
        ),
    ]
