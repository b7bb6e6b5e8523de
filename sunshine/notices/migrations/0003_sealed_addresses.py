"""Addresses of people without an account are sealed: those of search alerts, until now."""

from django.conf import settings
from django.db import migrations, models

from sunshine.kit.sealing import key_for, seal_text, unseal_text

_PURPOSE = "notices.mail"


def seal_addresses(apps, _schema_editor):
    key = key_for(settings.SEALING_KEY, _PURPOSE)
    mails = apps.get_model("notices", "Mail").objects
    for mail in mails.filter(key__startswith="alert:").exclude(to=""):
        sealed = seal_text(mail.to, key=key, about=mail.key)
        error = mail.error.replace(mail.to, "…")
        mails.filter(pk=mail.pk).update(sealed_to=sealed, to="", error=error)


def open_addresses(apps, _schema_editor):
    key = key_for(settings.SEALING_KEY, _PURPOSE)
    mails = apps.get_model("notices", "Mail").objects
    for mail in mails.exclude(sealed_to=""):
        opened = unseal_text(mail.sealed_to, key=key, about=mail.key)
        mails.filter(pk=mail.pk).update(to=opened, sealed_to="")


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_headers_of_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="sealed_to",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="mail",
            name="to",
            field=models.EmailField(
                blank=True, help_text="of staff; of others it is sealed", max_length=254
            ),
        ),
        migrations.RunPython(seal_addresses, open_addresses),
    ]
