"""Addresses are sealed, and found again by a blind index."""

from django.conf import settings
from django.db import migrations, models

from sunshine.kit.sealing import blind_index, key_for, seal_text, unseal_text

_ADDRESS, _INDEX = "alerts.address", "alerts.address-index"


def seal_addresses(apps, _schema_editor):
    key, index = (key_for(settings.SEALING_KEY, purpose) for purpose in (_ADDRESS, _INDEX))
    alerts = apps.get_model("alerts", "Alert").objects
    for alert in alerts.all():
        alerts.filter(pk=alert.pk).update(
            sealed_address=seal_text(alert.address, key=key, about=alert.confirm_digest),
            address_index=blind_index(alert.address, key=index),
        )


def open_addresses(apps, _schema_editor):
    key = key_for(settings.SEALING_KEY, _ADDRESS)
    alerts = apps.get_model("alerts", "Alert").objects
    for alert in alerts.all():
        opened = unseal_text(alert.sealed_address, key=key, about=alert.confirm_digest)
        alerts.filter(pk=alert.pk).update(address=opened)


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0001_alerts"),
    ]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="sealed_address",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="alert",
            name="address_index",
            field=models.CharField(db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="alert",
            name="address",
            field=models.EmailField(default="", max_length=254),
        ),
        migrations.RunPython(seal_addresses, open_addresses),
        migrations.RemoveField(model_name="alert", name="address"),
    ]
