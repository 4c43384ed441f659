"""What is refused about people: their role, their duty, their account."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "accounts.not_your_role": _(
        "This is not among the duties of %(name)s. Ask the supervisor whose work it is."
    ),
    "accounts.own_work": _(
        "%(name)s made or changed this, and nobody checks his own work. Somebody else has to do it."
    ),
    "accounts.already_installed": _("The system is installed: there are accounts already."),
    "accounts.login_failed": _("Wrong name or password."),
    "accounts.name_taken": _("The user name %(username)s is taken. Choose another."),
    "accounts.role_missing": _("Choose at least one role."),
    "accounts.roles_exclude_each_other": _(
        "One person may not hold these roles together: %(roles)s. Whoever posts makes no "
        "documents, books and pieces are kept by two people, and auditors and administrators hold "
        "one role alone."
    ),
    "accounts.reason_missing": _("Say why: the reason stays in the trail."),
    "accounts.password_shown": _(
        "The password was shown once and is kept nowhere. Reset it if it was not written down."
    ),
    "accounts.delegation_days": _(
        "The last day lies before the first, or more than %(longest_days)s days after it."
    ),
    "accounts.delegate_unfit": _(
        "%(name)s cannot stand in: choose an active person of the department."
    ),
    "accounts.delegation_decided": _("This delegation is decided already. Reload the page."),
    "accounts.not_your_password": _("This is not your present password. Type it again."),
}
