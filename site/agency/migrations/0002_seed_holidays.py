import json
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).parent.parent / "data" / "government_holidays.json"


def seed(apps, schema_editor):
    holiday_model = apps.get_model("agency", "Holiday")
    years = json.loads(SOURCE.read_text(encoding="utf-8"))["years"]
    holiday_model.objects.bulk_create(
        [holiday_model(date=day, name=name) for days in years.values() for day, name in days.items()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("agency", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
