from allauth.account.adapter import DefaultAccountAdapter


class PersonAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth's sign-in fits our people."""
