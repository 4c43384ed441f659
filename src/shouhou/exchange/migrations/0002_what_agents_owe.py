import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import shouhou.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("catalog", "0002_day_book_policy"),
        ("exchange", "0001_consignments_and_debts"),
        ("partners", "0001_partners"),
        ("stock", "0004_reversals_and_inspections"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnSettlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("quantity", models.PositiveIntegerField()),
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_settlements",
                        to="stock.document",
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
            ],
        ),
        migrations.AlterField(
            model_name="settlement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("shipped", "Shipped"),
                    ("returned", "Returned as it came"),
                    ("old_part", "Taken as the old part owed"),
                    ("waived", "Waived"),
                    ("charged", "Charged"),
                    ("taken_back", "Issue reversed"),
                    ("reversed", "Reversed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="settlement",
            name="line",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="exchange.exchangeline",
            ),
        ),
        migrations.CreateModel(
            name="ReturnObligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("settled", models.PositiveIntegerField(default=0)),
                ("issued_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="partners.agent",
                    ),
                ),
                (
                    "issued_by_line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligation",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled__lt", models.F("quantity"))),
                        fields=["agent", "part", "due_on"],
                        name="what_an_agent_owes",
                    ),
                    models.Index(fields=["due_on"], name="obligations_by_their_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0), ("settled__lte", models.F("quantity"))
                        ),
                        name="no_more_comes_back_than_was_issued",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRequest",
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
                            ("advance", "Issue in advance"),
                            ("give_up", "The agent gives up what we owe"),
                            ("waive", "Old parts need not come"),
                            ("charge", "Old parts are charged"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a decision"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=400)),
                ("asked_at", models.DateTimeField(default=shouhou.kernel.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=400)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to="partners.agent",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "demand",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advance",
                        to="stock.demand",
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
                    "shortage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to="stock.demand",
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to="exchange.returnobligation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "asked_at"], name="account_requests_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_decides_what_he_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "refused"]), _negated=True),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="a_decision_names_who_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "advance"), ("obligation", None), ("shortage", None)),
                            models.Q(
                                ("kind", "give_up"),
                                ("obligation", None),
                                ("shortage__isnull", False),
                            ),
                            models.Q(
                                ("kind__in", ["waive", "charge"]),
                                ("obligation__isnull", False),
                                ("shortage", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_request_is_about_one_debt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("demand", None),
                            models.Q(("kind", "advance"), ("state", "granted")),
                            _connector="OR",
                        ),
                        name="only_a_granted_advance_is_demanded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="a_request_is_about_something"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="exchangeline",
            name="answers",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_by",
                to="exchange.returnobligation",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="obligation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="exchange.returnobligation",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("line__isnull", False), ("obligation", None)),
                    models.Q(("line", None), ("obligation__isnull", False)),
                    _connector="OR",
                ),
                name="a_settlement_is_of_one_debt",
            ),
        ),
        migrations.AddField(
            model_name="returnsettlement",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="return_settlements",
                to="exchange.exchangeline",
            ),
        ),
        migrations.AddField(
            model_name="returnsettlement",
            name="obligation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="return_settlements",
                to="exchange.returnobligation",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnsettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="an_old_part_taken_is_something"
            ),
        ),
    ]
