import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("partners", "0001_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "Holiday"), ("workday", "Make-up working day")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=30, verbose_name="name")),
            ],
            options={
                "verbose_name": "calendar day",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="year"
                    ),
                ),
                (
                    "maintained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar year",
            },
        ),
        migrations.CreateModel(
            name="PhoneModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                (
                    "network",
                    models.CharField(
                        choices=[("cdma_4g", "CDMA/4G"), ("4g", "4G"), ("5g", "5G")],
                        max_length=10,
                        verbose_name="network",
                    ),
                ),
                ("launched_on", models.DateField(verbose_name="launched on")),
                ("eol", models.BooleanField(default=False, verbose_name="end of life")),
                (
                    "nal_mark_mode",
                    models.CharField(
                        choices=[
                            ("paper_legacy", "Paper mark (issued until 2023)"),
                            ("e_display", "Shown by the phone"),
                            ("body_print", "Printed on the body"),
                            ("sticker", "Sticker of the new kind"),
                        ],
                        max_length=12,
                        verbose_name="network-access mark",
                    ),
                ),
                (
                    "nal_licence_no",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="network-access licence"
                    ),
                ),
                (
                    "nal_valid_until",
                    models.DateField(blank=True, null=True, verbose_name="licence valid until"),
                ),
                ("price_fen", models.PositiveIntegerField(verbose_name="price")),
                (
                    "imei_count",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "One IMEI"), (2, "Two IMEIs")], default=2, verbose_name="IMEIs"
                    ),
                ),
                ("has_meid", models.BooleanField(default=False, verbose_name="has an MEID")),
                (
                    "sn_pattern",
                    models.CharField(blank=True, max_length=120, verbose_name="pattern of its SN"),
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
                "verbose_name": "phone model",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="a_model_code_names_one_model"),
                    models.CheckConstraint(
                        condition=models.Q(("imei_count__in", (1, 2))),
                        name="a_phone_bears_one_or_two_imeis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part_no", models.CharField(max_length=30, verbose_name="part number")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "english_name",
                    models.CharField(blank=True, max_length=80, verbose_name="English name"),
                ),
                ("alias", models.CharField(blank=True, max_length=60, verbose_name="alias")),
                ("pinyin", models.CharField(blank=True, max_length=300)),
                (
                    "spec",
                    models.CharField(blank=True, max_length=120, verbose_name="specification"),
                ),
                (
                    "category",
                    models.CharField(
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
                        verbose_name="category",
                    ),
                ),
                (
                    "material_class",
                    models.CharField(
                        choices=[
                            ("big_three", "Big three"),
                            ("electronic", "Electronic part"),
                            ("accessory", "Accessory"),
                            ("consumable", "Consumable"),
                            ("controlled", "Controlled number"),
                        ],
                        max_length=12,
                        verbose_name="material class",
                    ),
                ),
                (
                    "tracking",
                    models.CharField(
                        choices=[("serial", "Piece by piece"), ("quantity", "By quantity")],
                        max_length=8,
                        verbose_name="tracking",
                    ),
                ),
                (
                    "wears",
                    models.CharField(
                        choices=[("none", "No number"), ("imei", "IMEI"), ("sn", "Serial number")],
                        default="none",
                        max_length=4,
                        verbose_name="wears",
                    ),
                ),
                ("lot_tracked", models.BooleanField(default=False, verbose_name="tracked by lot")),
                (
                    "uom",
                    models.CharField(
                        choices=[
                            ("piece", "piece"),
                            ("set", "set"),
                            ("roll", "roll"),
                            ("sheet", "sheet"),
                        ],
                        default="piece",
                        max_length=6,
                        verbose_name="unit",
                    ),
                ),
                ("cost_fen", models.PositiveIntegerField(verbose_name="standard cost")),
                (
                    "hazard",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("li_in_equipment", "Lithium battery in equipment"),
                            ("li_loose", "Loose lithium battery"),
                            ("li_defective", "Defective lithium battery"),
                        ],
                        default="none",
                        max_length=16,
                        verbose_name="hazard",
                    ),
                ),
                ("repairable", models.BooleanField(default=False, verbose_name="repairable")),
                (
                    "returnable",
                    models.BooleanField(default=False, verbose_name="defective must come back"),
                ),
                (
                    "four_codes",
                    models.BooleanField(
                        default=False, verbose_name="codes are matched before it ships"
                    ),
                ),
                (
                    "turnover_min",
                    models.PositiveIntegerField(default=0, verbose_name="turnover minimum"),
                ),
                (
                    "turnover_max",
                    models.PositiveIntegerField(default=0, verbose_name="turnover maximum"),
                ),
                ("moq", models.PositiveIntegerField(default=1, verbose_name="smallest order")),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="lead time in days"),
                ),
                ("eol", models.BooleanField(default=False, verbose_name="end of life")),
                ("approved_at", models.DateTimeField(null=True)),
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
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="partners.supplier",
                        verbose_name="supplier",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="catalog.phonemodel",
                        verbose_name="fits model",
                    ),
                ),
            ],
            options={
                "verbose_name": "part",
                "ordering": ["part_no"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("part_no",), name="a_part_number_names_one_part"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tracking", "quantity"), ("wears", "none")),
                            models.Q(("tracking", "serial"), ("wears__in", ("imei", "sn"))),
                            _connector="OR",
                        ),
                        name="exactly_the_serial_parts_wear_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("four_codes", False), ("wears", "imei"), _connector="OR"
                        ),
                        name="only_bearers_of_an_imei_are_code_matched",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turnover_min__lte", models.F("turnover_max"))),
                        name="the_turnover_minimum_never_exceeds_the_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
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
                            ("three_guarantees", "Three Guarantees"),
                            ("insurance", "Insured value and premium"),
                            ("contact", "Contact clock"),
                            ("shipping", "Packing and shipping"),
                            ("returns", "Return of defectives"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.CharField(max_length=20, verbose_name="version")),
                ("effective_from", models.DateField(verbose_name="in force from")),
                ("values", models.JSONField(verbose_name="values")),
                ("approved_at", models.DateTimeField(null=True)),
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
                "verbose_name": "policy version",
                "ordering": ["kind", "-effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "version"), name="a_policy_version_is_named_once"
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "effective_from"), name="one_policy_version_begins_on_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_policy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tac",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tac", models.CharField(db_index=True, max_length=8, verbose_name="TAC")),
                ("slot", models.PositiveSmallIntegerField(default=1, verbose_name="slot")),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tacs",
                        to="catalog.phonemodel",
                    ),
                ),
            ],
            options={
                "verbose_name": "TAC",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tac", "model", "slot"),
                        name="a_tac_stands_once_in_a_slot_of_a_model",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slot__in", (1, 2))),
                        name="a_tac_stands_in_slot_one_or_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FaultCode",
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
                            ("performance", "Listed performance fault"),
                            ("condition", "Condition"),
                            ("symptom", "Symptom"),
                            ("section", "Section"),
                            ("defect", "Defect"),
                            ("repair", "Repair"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("zh", models.CharField(max_length=60, verbose_name="Chinese")),
                ("en", models.CharField(max_length=80, verbose_name="English")),
                ("group", models.CharField(blank=True, max_length=30, verbose_name="group")),
                (
                    "repair_level",
                    models.PositiveSmallIntegerField(null=True, verbose_name="repair level"),
                ),
                (
                    "counts_as_repair",
                    models.BooleanField(default=False, verbose_name="counts towards two repairs"),
                ),
                ("iris_map", models.CharField(blank=True, max_length=10, verbose_name="IRIS code")),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "performance_fault",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="symptoms",
                        to="catalog.faultcode",
                        verbose_name="listed performance fault",
                    ),
                ),
            ],
            options={
                "verbose_name": "fault code",
                "ordering": ["kind", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "code"), name="a_fault_code_stands_once_in_its_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("performance_fault", None), ("kind", "symptom"), _connector="OR"
                        ),
                        name="only_symptoms_prove_a_performance_fault",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repair_level", None),
                            models.Q(("kind", "repair"), ("repair_level__lte", 3)),
                            _connector="OR",
                        ),
                        name="only_repairs_have_a_level_up_to_three",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartSubstitute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True)),
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to="catalog.part",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to="catalog.part",
                    ),
                ),
            ],
            options={
                "verbose_name": "substitute part",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("part", "substitute"), name="a_substitute_stands_in_once_for_a_part"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part", models.F("substitute")), _negated=True),
                        name="a_part_never_stands_in_for_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("last_edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_substitute",
                    ),
                ],
            },
        ),
    ]
