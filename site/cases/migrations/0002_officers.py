from django.db import migrations


def make_group(apps, schema_editor):
    """Officers enter the admin; which matters they see follows from their memberships."""
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        codename="access_admin",
        content_type=apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="wagtailadmin", model="admin"
        )[0],
        defaults={"name": "Can access Wagtail admin"},
    )
    apps.get_model("auth", "Group").objects.get_or_create(name="Officers")[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
