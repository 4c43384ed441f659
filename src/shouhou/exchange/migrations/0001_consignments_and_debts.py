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
        ("repair", "0001_bench"),
        ("stock", "0002_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayClose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("chain_head", models.CharField(max_length=90)),
                ("differences", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=400)),
                ("closed_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short", "Short"),
                            ("over", "Over"),
                            ("wrong_part", "Wrong part"),
                            ("wrong_serial", "Wrong serial"),
                            ("damaged", "Damaged"),
                            ("no_list", "No packing list"),
                        ],
                        max_length=12,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("declared_serial", models.CharField(blank=True, max_length=40)),
                ("counted_serial", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("found_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("contact_due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("agreed", "Agreed"),
                            ("recounted", "Counted again"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_counted", "Take what was counted"),
                            ("resend", "Agent sends the rest"),
                            ("claim", "Claim on the courier"),
                            ("return", "Return the pieces"),
                            ("confirmed", "Agent confirms our count"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "agreed_with",
                    models.CharField(blank=True, max_length=60, verbose_name="agreed with"),
                ),
                ("evidence", models.CharField(blank=True, max_length=400, verbose_name="evidence")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="partners.agent",
                    ),
                ),
                (
                    "closed_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.part",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("chat", "WeChat or DingTalk"),
                            ("mail", "E-mail"),
                        ],
                        max_length=5,
                        verbose_name="channel",
                    ),
                ),
                ("spoken_with", models.CharField(max_length=60, verbose_name="spoken with")),
                ("said", models.CharField(max_length=400, verbose_name="what was said")),
                ("noted_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "discrepancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="exchange.discrepancy",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("settled", models.PositiveIntegerField(default=0)),
                (
                    "route",
                    models.CharField(
                        choices=[("bench", "Bench"), ("turnover", "Turnover warehouse")],
                        max_length=8,
                    ),
                ),
                (
                    "eligibility",
                    models.CharField(
                        choices=[
                            ("unchecked", "Not judged yet"),
                            ("in_warranty", "In warranty"),
                            ("out_of_warranty", "Out of warranty"),
                            ("user_damage", "User damage suspected"),
                        ],
                        default="unchecked",
                        max_length=16,
                    ),
                ),
                ("pooled", models.BooleanField(default=False)),
                ("to_return", models.PositiveIntegerField(default=0)),
                ("return_reason", models.CharField(blank=True, max_length=200)),
                ("since", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_lines",
                        to="partners.agent",
                    ),
                ),
                (
                    "inbound_line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_line",
                        to="stock.line",
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
                    "repair_order",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_line",
                        to="repair.repairorder",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_lines",
                        to="stock.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("quantity", models.PositiveIntegerField()),
                (
                    "grounds",
                    models.CharField(
                        choices=[
                            ("defective", "Defective"),
                            ("swollen", "Swollen battery"),
                            ("not_repairable", "Not repairable"),
                            ("repaired", "Repaired, goes back itself"),
                            ("pooled", "Repaired, pooled by the supervisor"),
                        ],
                        max_length=14,
                    ),
                ),
                ("measured", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agent",
                    ),
                ),
                (
                    "demand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_order",
                        to="stock.demand",
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.document",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchange_orders",
                        to="exchange.exchangeline",
                    ),
                ),
                (
                    "made_by",
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
                        related_name="+",
                        to="catalog.part",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InboundConsignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("signed", "Signed for"),
                            ("counting", "Being counted"),
                            ("discrepant", "Differences open"),
                            ("counted", "Counted"),
                            ("submitted", "Submitted"),
                            ("booked", "Booked in"),
                            ("returned", "Sent back"),
                        ],
                        default="signed",
                        max_length=10,
                    ),
                ),
                ("signed_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("counted_at", models.DateTimeField(null=True)),
                ("booked_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consignments",
                        to="partners.agent",
                    ),
                ),
                (
                    "dealer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agent",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consignment",
                        to="stock.document",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("given", "Waiting for the receiver"),
                            ("accepted", "Accepted"),
                            ("disputed", "Disputed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="given",
                        max_length=9,
                    ),
                ),
                ("override_reason", models.CharField(blank=True, max_length=200)),
                ("given_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("dispute", models.CharField(blank=True, max_length=400)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agent",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover",
                        to="stock.document",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.place",
                    ),
                ),
                (
                    "consignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="exchange.inboundconsignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by", None),
                            models.Q(("accepted_by", models.F("given_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_hands_over_to_himself",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="exchangeline",
            name="consignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="exchange.inboundconsignment",
            ),
        ),
        migrations.AddField(
            model_name="discrepancy",
            name="consignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="discrepancies",
                to="exchange.inboundconsignment",
            ),
        ),
        migrations.CreateModel(
            name="InboundNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("waybills", models.CharField(blank=True, max_length=400, verbose_name="waybills")),
                ("boxes", models.PositiveSmallIntegerField(default=1, verbose_name="boxes")),
                ("remark", models.CharField(blank=True, max_length=400, verbose_name="remark")),
                ("entered_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="partners.agent",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.carrier",
                    ),
                ),
                (
                    "dealer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inboundconsignment",
            name="notice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consignments",
                to="exchange.inboundnotice",
            ),
        ),
        migrations.CreateModel(
            name="PackingList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("workbook", "Excel"),
                            ("hand", "Typed by hand"),
                            ("none", "No list in the box"),
                        ],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("entered_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "consignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packing_list",
                        to="exchange.inboundconsignment",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackingListLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line_no", models.PositiveIntegerField()),
                ("quantity", models.PositiveIntegerField()),
                ("serial", models.CharField(blank=True, max_length=40)),
                ("fault", models.CharField(blank=True, max_length=200)),
                ("sold_on", models.DateField(null=True)),
                ("warranty_claim", models.CharField(blank=True, max_length=40)),
                (
                    "packing_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="exchange.packinglist",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 100000)),
                        name="a_declared_line_has_pieces",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial", ""), ("quantity", 1), _connector="OR"),
                        name="a_declared_serial_is_one_piece",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial", ""), _negated=True),
                        fields=("packing_list", "serial"),
                        name="a_serial_is_declared_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("waybill", models.CharField(max_length=32, verbose_name="waybill")),
                ("boxes", models.PositiveSmallIntegerField(default=1, verbose_name="boxes")),
                ("weight_g", models.PositiveIntegerField(null=True, verbose_name="weight in g")),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("sound", "Sound"),
                            ("torn", "Torn"),
                            ("crushed", "Crushed"),
                            ("wet", "Wet"),
                            ("seal_broken", "Seal broken"),
                        ],
                        default="sound",
                        max_length=12,
                    ),
                ),
                (
                    "courier_name",
                    models.CharField(blank=True, max_length=40, verbose_name="courier"),
                ),
                ("odd_waybill_confirmed", models.BooleanField(default=False)),
                ("signed_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.carrier",
                    ),
                ),
                (
                    "consignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="exchange.inboundconsignment",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "waybill"), name="a_waybill_is_signed_for_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("serial", models.CharField(blank=True, max_length=40)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("damaged", models.CharField(blank=True, max_length=200)),
                ("foreign", models.CharField(blank=True, max_length=200)),
                (
                    "eligibility",
                    models.CharField(
                        choices=[
                            ("unchecked", "Not judged yet"),
                            ("in_warranty", "In warranty"),
                            ("out_of_warranty", "Out of warranty"),
                            ("user_damage", "User damage suspected"),
                        ],
                        default="unchecked",
                        max_length=16,
                    ),
                ),
                ("scanned_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "consignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="exchange.inboundconsignment",
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
                    "scanned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("undone_at", None), models.Q(("serial", ""), _negated=True)
                        ),
                        fields=("consignment", "round", "serial"),
                        name="a_serial_is_counted_once_a_box",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 100000)),
                        name="a_scan_counts_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial", ""), ("quantity", 1), _connector="OR"),
                        name="a_scanned_serial_is_one_piece",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    "discrepancy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="exchange.discrepancy",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="exchange.exchangeline",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="exchange.parcel",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="exchange.scan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parcel__isnull", False),
                            ("scan__isnull", False),
                            ("discrepancy__isnull", False),
                            ("line__isnull", False),
                            _connector="OR",
                        ),
                        name="a_photo_is_of_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                            ("shipped", "Shipped"),
                            ("returned", "Returned as it came"),
                            ("waived", "Waived by the agent"),
                            ("reversed", "Reversed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("quantity", models.IntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("settled_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="partners.agent",
                    ),
                ),
                (
                    "document_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="stock.line",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="exchange.exchangeline",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document_line__isnull", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_settlement_has_a_posted_line_or_an_approval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reversed"), ("quantity__lt", 0)),
                            models.Q(
                                models.Q(("kind", "reversed"), _negated=True), ("quantity__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="only_a_reversal_takes_back",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "direction",
                    models.CharField(choices=[("in", "in"), ("out", "out")], max_length=3),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("tallied_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.agent",
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
                    "tallied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "agent", "part", "direction"), name="a_tally_is_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnoverClose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("good_open", models.IntegerField()),
                ("good_in", models.IntegerField()),
                ("good_out", models.IntegerField()),
                ("good_counted", models.PositiveIntegerField(null=True)),
                ("bad_open", models.IntegerField()),
                ("bad_in", models.IntegerField()),
                ("bad_out", models.IntegerField()),
                ("closed_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "closed_by",
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
                        related_name="+",
                        to="catalog.part",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "part"), name="a_turnover_day_is_closed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("confirmed", models.PositiveIntegerField(null=True)),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="exchange.handover",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover_lines",
                        to="exchange.exchangeline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed", None),
                            ("confirmed__lte", models.F("quantity")),
                            _connector="OR",
                        ),
                        name="no_more_is_confirmed_than_handed_over",
                    ),
                    models.UniqueConstraint(
                        fields=("handover", "line"), name="a_line_stands_once_on_a_slip"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="exchangeline",
            index=models.Index(
                condition=models.Q(("settled__lt", models.F("quantity"))),
                fields=["agent", "part", "since"],
                name="what_is_owed_to_an_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("settled__lte", models.F("quantity"))),
                name="no_more_is_settled_than_owed",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_return__lte", models.F("quantity"))),
                name="no_more_goes_back_than_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", None), ("quantity", 1), _connector="OR"),
                name="a_unit_is_owed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="discrepancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "agreed"), _negated=True),
                    models.Q(
                        models.Q(("handling", ""), _negated=True),
                        models.Q(("agreed_with", ""), _negated=True),
                        models.Q(("evidence", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_difference_is_agreed_with_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="discrepancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"), ("closed_by__isnull", False), _connector="OR"
                ),
                name="a_closed_difference_names_who_closed_it",
            ),
        ),
        migrations.AddIndex(
            model_name="inboundconsignment",
            index=models.Index(fields=["state", "signed_at"], name="consignments_by_state"),
        ),
        migrations.AddIndex(
            model_name="inboundconsignment",
            index=models.Index(fields=["agent", "signed_at"], name="consignments_of_an_agent"),
        ),
        migrations.AddConstraint(
            model_name="inboundconsignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["signed", "returned"]), ("agent__isnull", False), _connector="OR"
                ),
                name="only_a_matched_consignment_is_counted",
            ),
        ),
    ]
