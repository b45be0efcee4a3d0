from django.forms.renderers import TemplatesSetting


class PageForms(TemplatesSetting):
    """Forms as our own templates draw them."""
