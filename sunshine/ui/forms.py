"""The one way a form is drawn: summary of errors on top, then one question after another."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw forms and fields with the templates of this package (setting FORM_RENDERER)."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
