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
            name="Box",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("box_no", models.PositiveSmallIntegerField(verbose_name="box")),
                ("seal_no", models.CharField(blank=True, max_length=30, verbose_name="seal")),
                (
                    "weight_g",
                    models.PositiveIntegerField(null=True, verbose_name="gross weight in grams"),
                ),
            ],
            options={
                "verbose_name": "box",
            },
        ),
        migrations.CreateModel(
            name="Manifest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("day", models.DateField(verbose_name="day")),
                ("parcels", models.PositiveSmallIntegerField(verbose_name="parcels counted")),
                ("courier_name", models.CharField(max_length=40, verbose_name="courier")),
                ("handed_over_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manifests",
                        to="partners.carrier",
                    ),
                ),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.attachment",
                    ),
                ),
            ],
            options={
                "verbose_name": "manifest",
                "indexes": [models.Index(fields=["day", "carrier"], name="manifests_of_a_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parcels__gt", 0)), name="a_manifest_counts_its_parcels"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("courier_name", ""), _negated=True),
                        name="a_courier_signs_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shipment",
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
                            ("draft", "Being packed"),
                            ("packed", "Packed"),
                            ("checked", "Checked"),
                            ("booked", "Booked"),
                            ("picked_up", "Picked up"),
                            ("void", "Void"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("consignee_name", models.CharField(max_length=80, verbose_name="consignee")),
                ("consignee_contact", models.CharField(max_length=40, verbose_name="contact")),
                ("consignee_phone", models.CharField(max_length=20, verbose_name="phone")),
                ("consignee_address", models.CharField(max_length=200, verbose_name="address")),
                ("remark", models.CharField(blank=True, max_length=400, verbose_name="remark")),
                ("made_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("parcels", models.PositiveSmallIntegerField(default=0, verbose_name="parcels")),
                ("packed_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "service",
                    models.CharField(
                        blank=True,
                        choices=[("standard", "Standard"), ("road", "By road"), ("air", "By air")],
                        max_length=8,
                        verbose_name="service",
                    ),
                ),
                ("waybill_no", models.CharField(blank=True, max_length=32, verbose_name="waybill")),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[("monthly", "Sender, monthly account"), ("receiver", "Receiver")],
                        max_length=8,
                        verbose_name="payer",
                    ),
                ),
                (
                    "monthly_account",
                    models.CharField(blank=True, max_length=30, verbose_name="monthly account"),
                ),
                (
                    "weight_g",
                    models.PositiveIntegerField(null=True, verbose_name="weight in grams"),
                ),
                (
                    "declared_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="declared value"),
                ),
                (
                    "insured_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="insured value"),
                ),
                ("premium_fen", models.PositiveBigIntegerField(null=True, verbose_name="premium")),
                (
                    "contains_lithium",
                    models.BooleanField(default=False, verbose_name="contains lithium batteries"),
                ),
                ("booked_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="partners.agent",
                    ),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="partners.carrier",
                    ),
                ),
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
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manifest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="shipping.manifest",
                    ),
                ),
                (
                    "packed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "shipment",
                "indexes": [models.Index(fields=["state", "made_at"], name="shipments_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "void"), _negated=True),
                            models.Q(("waybill_no", ""), _negated=True),
                        ),
                        fields=("carrier", "waybill_no"),
                        name="a_waybill_is_used_once_a_carrier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "void"]),
                            models.Q(
                                ("packed_at__isnull", False),
                                ("packed_by__isnull", False),
                                ("parcels__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="a_packed_shipment_names_its_packer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "checked"), _negated=True),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_checked_shipment_names_its_checker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("packed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_checks_his_own_packing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["booked", "picked_up"]), _negated=True),
                            models.Q(
                                ("carrier__isnull", False),
                                ("premium_fen__isnull", False),
                                ("weight_g__gt", 0),
                                models.Q(("waybill_no", ""), _negated=True),
                                models.Q(("service", ""), _negated=True),
                                models.Q(("payer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_booked_shipment_has_its_waybill",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["booked", "picked_up"]), _negated=True),
                            models.Q(
                                ("insured_fen__isnull", False),
                                ("insured_fen__lte", models.F("declared_fen")),
                            ),
                            _connector="OR",
                        ),
                        name="no_more_is_insured_than_declared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manifest__isnull", False), ("state", "picked_up")),
                            models.Q(
                                models.Q(("state", "picked_up"), _negated=True), ("manifest", None)
                            ),
                            _connector="OR",
                        ),
                        name="what_left_stands_on_a_manifest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="shipping.box",
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
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pack_scans",
                        to="stock.unit",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None), ("unit__isnull", False)),
                        fields=("shipment", "unit"),
                        name="a_unit_is_packed_once_a_shipment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="a_scan_packs_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit", None), ("quantity", 1), _connector="OR"),
                        name="a_unit_is_packed_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_undone_scan_names_who_undid_it",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="box",
            name="shipment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="boxes",
                to="shipping.shipment",
            ),
        ),
        migrations.CreateModel(
            name="ShipmentDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("freed_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="travels",
                        to="stock.document",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("freed_at", None)),
                        fields=("document",),
                        name="a_document_travels_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="box",
            constraint=models.UniqueConstraint(
                fields=("shipment", "box_no"), name="a_box_has_its_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="box",
            constraint=models.CheckConstraint(
                condition=models.Q(("box_no__gt", 0)), name="boxes_are_numbered_from_one"
            ),
        ),
    ]
