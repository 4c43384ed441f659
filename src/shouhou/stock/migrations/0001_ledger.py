import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import shouhou.kernel.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalog", "0001_catalog"),
        ("partners", "0001_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("mac", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("opening", "Opening stock"),
                            ("receipt", "Other receipt"),
                            ("inbound", "Agent return, booked in"),
                            ("handover", "Handover"),
                            ("judgement", "Judged defective"),
                            ("release", "Released as good"),
                            ("transfer_out", "Transfer, sent"),
                            ("transfer_in", "Transfer, received"),
                            ("outbound", "Issue to agent"),
                            ("return_as_is", "Returned as it came"),
                            ("scrap", "Scrap"),
                            ("reversal", "Reversal"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("posted", "Posted"),
                            ("void", "Void"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("made_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("lines_digest", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("posted_at", models.DateTimeField(null=True)),
                ("book_date", models.DateField(null=True, verbose_name="book date")),
                ("rejected_because", models.CharField(blank=True, max_length=400)),
                ("reason", models.CharField(blank=True, max_length=400)),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="partners.agent",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspected_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="stock.document",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "submitted_at"], name="documents_waiting"),
                    models.Index(fields=["book_date", "kind"], name="documents_of_a_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(
                                models.Q(("approved_by", models.F("made_by")), _negated=True),
                                models.Q(
                                    ("approved_by", models.F("last_edited_by")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="nobody_approves_his_own_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("posted_by", None),
                            models.Q(
                                models.Q(("posted_by", models.F("made_by")), _negated=True),
                                models.Q(("posted_by", models.F("last_edited_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="nobody_posts_his_own_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "posted"), _negated=True),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("book_date__isnull", False),
                                ("posted_at__isnull", False),
                                ("posted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_posted_document_names_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reversal"), ("reverses__isnull", False)),
                            models.Q(
                                models.Q(("kind", "reversal"), _negated=True), ("reverses", None)
                            ),
                            _connector="OR",
                        ),
                        name="a_reversal_names_what_it_reverses",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("pending", "Pending inspection"),
                            ("good", "Good"),
                            ("hold", "On hold"),
                            ("defective", "Defective"),
                        ],
                        max_length=9,
                    ),
                ),
                ("outside", models.BooleanField()),
                ("balance", models.BigIntegerField(default=0)),
                ("reserved", models.BigIntegerField(default=0)),
                (
                    "last_document",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.document",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="catalog.part",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line_no", models.PositiveIntegerField()),
                ("quantity", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="stock.document",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.holding",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.holding",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grounds", models.CharField(max_length=20)),
                ("inspected_at", models.DateTimeField()),
                ("repaired_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspected_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "repaired_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearance",
                        to="stock.line",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repaired_by", None),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("repaired_at__isnull", False),
                                ("checked_at__gte", models.F("repaired_at")),
                                models.Q(("checked_by", models.F("repaired_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_repair_is_checked_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=4)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "day"), name="a_series_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warehouse", "Warehouse"),
                            ("bin", "Bin"),
                            ("desk", "Desk"),
                            ("bench", "Bench"),
                            ("transit", "In transit"),
                            ("agent", "Agent"),
                            ("supplier", "Supplier"),
                            ("scrap", "Scrap"),
                            ("difference", "Count difference"),
                            ("opening", "Opening stock"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outside", models.BooleanField()),
                (
                    "agent",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="place",
                        to="partners.agent",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bins",
                        to="stock.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    ["agent", "supplier", "scrap", "difference", "opening"],
                                ),
                                ("outside", True),
                            ),
                            models.Q(
                                ("kind__in", ["warehouse", "bin", "desk", "bench", "transit"]),
                                ("outside", False),
                            ),
                            _connector="OR",
                        ),
                        name="outside_parties_are_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agent__isnull", False), ("kind", "agent")),
                            models.Q(
                                models.Q(("kind", "agent"), _negated=True), ("agent__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="an_agents_place_names_the_agent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "bin"), ("warehouse__isnull", False)),
                            models.Q(
                                models.Q(("kind", "bin"), _negated=True),
                                ("warehouse__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_bin_stands_in_a_warehouse",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="holding",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holdings",
                to="stock.place",
            ),
        ),
        migrations.AddField(
            model_name="holding",
            name="warehouse",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.place"
            ),
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("promised", models.PositiveIntegerField(default=0)),
                ("closed", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("shortage_no", models.CharField(blank=True, max_length=20)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_stock", "No stock"),
                            ("end_of_life", "End of life"),
                            ("pending", "Awaiting inspection"),
                            ("quality_hold", "Quality hold"),
                        ],
                        max_length=12,
                    ),
                ),
                ("expected_on", models.DateField(null=True)),
                ("agent_told_at", models.DateTimeField(null=True)),
                ("priority", models.PositiveSmallIntegerField(default=0)),
                ("of_certain_unit", models.BooleanField(default=False)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="partners.agent",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="catalog.part",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "quantity__gt",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("promised"), "+", models.F("closed")
                                ),
                            )
                        ),
                        fields=["part", "place", "-priority", "since"],
                        name="shortages_in_their_order",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0),
                            (
                                "quantity__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("promised"), "+", models.F("closed")
                                ),
                            ),
                        ),
                        name="no_more_is_promised_than_demanded",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("shortage_no", ""), _negated=True),
                        fields=("shortage_no",),
                        name="a_shortage_has_its_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("until", models.DateTimeField(null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodies",
                        to="stock.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("place",),
                        name="a_warehouse_has_one_custodian",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("used", models.PositiveIntegerField(default=0)),
                ("released", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("picked_at", models.DateTimeField(null=True)),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="stock.demand",
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="stock.holding",
                    ),
                ),
                (
                    "picked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="line",
            name="reservation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="stock.reservation",
            ),
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("mac", models.CharField(max_length=64)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="stock.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("known_since", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="stock.holding",
                    ),
                ),
                (
                    "last_document",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.document",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stock.lot",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="catalog.part",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Serial",
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
                            ("imei1", "IMEI 1"),
                            ("imei2", "IMEI 2"),
                            ("meid", "MEID"),
                            ("sn", "SN"),
                        ],
                        max_length=5,
                    ),
                ),
                ("value", models.CharField(max_length=40)),
                ("live", models.BooleanField(default=True)),
                ("worn_since", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serials",
                        to="stock.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["value"], name="bearers_of_a_serial")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("live", True)),
                        fields=("value",),
                        name="a_live_serial_has_one_bearer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("live", True)),
                        fields=("unit", "kind"),
                        name="a_unit_wears_one_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live", True), ("retired_at", None)),
                            models.Q(("live", False), ("retired_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_retired_serial_has_its_day",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="reservation",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reservations",
                to="stock.unit",
            ),
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="stock.document",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="stock.line",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_out",
                        to="stock.holding",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_in",
                        to="stock.holding",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="stock.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "document"], name="moves_out_of_a_holding"),
                    models.Index(fields=["target", "document"], name="moves_into_a_holding"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 1000000)),
                        name="a_move_moves_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit", None), ("quantity", 1), _connector="OR"),
                        name="a_unit_moves_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="a_move_has_two_ends",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "document"),
                        name="a_unit_moves_once_a_document",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="line",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="stock.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(
                fields=["part", "condition", "place"], name="stock_by_part_and_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                fields=("place", "part", "condition", "lot"), name="a_holding_is_one_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outside", True),
                    models.Q(("balance__gte", models.F("reserved")), ("reserved__gte", 0)),
                    _connector="OR",
                ),
                name="shelves_never_go_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(("outside", False), ("reserved", 0), _connector="OR"),
                name="nothing_outside_is_promised",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantity__gt", 0),
                    (
                        "quantity__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("used"), "+", models.F("released")
                        ),
                    ),
                ),
                name="no_more_is_used_than_reserved",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released", 0), ("unit__isnull", False), ("used", 0)),
                fields=("unit",),
                name="a_unit_is_promised_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("document", "line_no"), name="a_line_has_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", False)),
                fields=("document", "unit"),
                name="a_unit_stands_on_one_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("quantity__lte", 1000000)),
                name="a_line_moves_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", None), ("quantity", 1), _connector="OR"),
                name="a_line_of_a_unit_is_one_piece",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True),
                name="a_line_has_two_ends",
            ),
        ),
    ]
