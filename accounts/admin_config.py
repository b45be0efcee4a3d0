from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):
    """The admin, for operators who have passed their second step."""

    default_site = "accounts.admin_site.OperatorsSite"
