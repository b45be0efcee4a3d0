from django import forms


class NameForm(forms.Form):
    """What allauth asks besides the email when somebody signs up."""

    name = forms.CharField(max_length=200)

    def signup(self, request: object, user: object) -> None:
        pass
