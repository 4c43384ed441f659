import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import shouhou.kernel.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_and_trail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalog", "0001_catalog"),
        ("partners", "0001_partners"),
        ("stock", "0002_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="InspectionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PHONE", "Phone"),
                            ("MB", "Main board"),
                            ("LCD", "Display assembly"),
                            ("TP", "Touch panel"),
                            ("BAT", "Battery"),
                            ("CAMR", "Rear camera"),
                            ("CAMF", "Front camera"),
                            ("SUB", "Charging board"),
                            ("FPC", "Flex cable"),
                            ("SPK", "Speaker"),
                            ("RCV", "Receiver"),
                            ("MIC", "Microphone"),
                            ("VIB", "Vibrator"),
                            ("FP", "Fingerprint reader"),
                            ("ANT", "Antenna"),
                            ("SIM", "SIM holder"),
                            ("HSG", "Housing"),
                            ("BC", "Back cover"),
                            ("CHG", "Charger"),
                            ("CBL", "Data cable"),
                            ("EAR", "Wired earphone"),
                            ("LBL-D", "Device label"),
                            ("LBL-B", "Box label"),
                            ("LBL-N", "Network-access mark"),
                            ("BOX", "Box"),
                            ("OCA", "Optical adhesive"),
                            ("TAPE", "Packing material"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[("appearance", "Appearance"), ("function", "Function")],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
                ("method", models.CharField(blank=True, max_length=120)),
                ("standard", models.CharField(blank=True, max_length=120)),
                ("mandatory", models.BooleanField(default=True)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["section", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "section", "name"), name="an_item_is_on_a_list_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("consignment_no", models.CharField(max_length=20)),
                ("received_at", models.DateTimeField()),
                (
                    "reported",
                    models.CharField(blank=True, max_length=200, verbose_name="reported fault"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("inspecting", "Being inspected"),
                            ("ntf_recheck", "Second opinion wanted"),
                            ("repairing", "Being repaired"),
                            ("paused", "Paused"),
                            ("qc_pending", "Waiting for QC"),
                            ("released", "Released"),
                            ("approval_pending", "Waiting for approval"),
                            ("exchanging", "To be exchanged"),
                            ("exchanged", "Exchanged"),
                            ("return_as_is", "Goes back as it came"),
                            ("stocked", "In good stock"),
                        ],
                        default="new",
                        max_length=16,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("bounce_days", models.PositiveIntegerField(null=True)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("loop_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("repair", "To be repaired"),
                            ("ntf", "No trouble found"),
                            ("exchange", "To be exchanged"),
                            ("user_damage", "User damage"),
                            ("untestable", "Cannot be tested"),
                            ("scrap", "Scrap"),
                        ],
                        max_length=12,
                    ),
                ),
                ("verdict_reason", models.CharField(blank=True, max_length=400)),
                ("judged_at", models.DateTimeField(null=True)),
                ("second_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("tags_printed", models.PositiveSmallIntegerField(default=0)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_orders",
                        to="partners.agent",
                    ),
                ),
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
                    "engineer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_orders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.part",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="repair.repairorder",
                    ),
                ),
                (
                    "second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="splits",
                        to="repair.repairorder",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_orders",
                        to="stock.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "received_at"], name="orders_by_state"),
                    models.Index(fields=["engineer", "state"], name="orders_of_an_engineer"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0),
                            models.Q(("unit", None), ("quantity", 1), _connector="OR"),
                        ),
                        name="an_order_of_a_unit_is_one_piece",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("unit__isnull", False),
                            models.Q(
                                ("state__in", ["stocked", "exchanged", "return_as_is"]),
                                _negated=True,
                            ),
                        ),
                        fields=("unit",),
                        name="a_unit_has_one_open_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_by", None),
                            models.Q(("second_by", models.F("judged_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_second_opinion_is_anothers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("judged_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_verdict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("done_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.faultcode",
                    ),
                ),
                (
                    "defect",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.faultcode",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.faultcode",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="repair.repairorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QualityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passed", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("checked_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_checks",
                        to="repair.repairorder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_failed_check_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("parts", "Waiting for parts"),
                            ("software", "Waiting for software"),
                            ("confirm", "Waiting for a confirmation"),
                        ],
                        max_length=8,
                    ),
                ),
                ("begun_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="repair.repairorder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("order",),
                        name="an_order_pauses_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "result",
                    models.CharField(
                        choices=[("ok", "OK"), ("ng", "NG"), ("na", "N/A")], max_length=2
                    ),
                ),
                ("measured", models.CharField(blank=True, max_length=60)),
                ("found_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "symptom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.faultcode",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="repair.inspectionitem",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="repair.repairorder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "round", "item"), name="an_item_is_answered_once_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "ng"), _negated=True),
                            ("symptom__isnull", False),
                            _connector="OR",
                        ),
                        name="a_fault_has_a_symptom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.attachment",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="repair.repairorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FourCodeCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("board", models.CharField(max_length=40)),
                ("device_label", models.CharField(max_length=40)),
                ("box_label", models.CharField(max_length=40)),
                ("nal_mark", models.CharField(max_length=40)),
                ("matched", models.BooleanField()),
                ("differing", models.CharField(blank=True, max_length=60)),
                ("checked_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="code_checks",
                        to="stock.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-id"], name="code_checks_of_a_unit")],
            },
        ),
    ]
