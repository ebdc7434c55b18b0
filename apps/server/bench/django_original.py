"""
The Django original, as its author wrote it down (the design that Visage comes from), with its slips of the pen mended: the model, the view
and the URL. Served by gunicorn as django_original:application. `python3 django_original.py FILES` makes its tables and saves the
pictures of which FILES has the paths, a line each, for users 1, 2, 3 ...

What it leaves open is as `django-admin startproject` makes it, since its site has people who sign in; but connections to the database are
kept, in its favour: made anew for each request they would cost several times the rest.
"""

import os
import sys

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="of the benchmark",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    # Where is said by the PG variables.
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["PGDATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    STATIC_URL="/static/",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.views.decorators.http import condition


class ProfilePicture(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile_picture", db_index=True)
    last_updated = models.DateTimeField(auto_now=True)
    mime_type = models.CharField(max_length=50)
    data = models.BinaryField()

    class Meta:
        app_label = "original"


def profile_picture(request, pk):
    query = ProfilePicture.objects.filter(user__pk=pk).defer("data")
    try:
        picture = query.get()
    except ProfilePicture.DoesNotExist:
        return redirect(static("missing.png"))

    def last_modified(request, *args, **kwargs):
        return picture.last_updated

    @condition(last_modified_func=last_modified)
    def _get(request):
        response = HttpResponse(content_type=picture.mime_type)
        response.write(picture.data)
        return response

    return _get(request)


urlpatterns = [path("profile/<pk>", profile_picture, name="profile_picture")]


def save_pictures(files):
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(ProfilePicture)
    for number, file in enumerate(files, start=1):
        user = User.objects.create(pk=number, username=f"person{number}")
        with open(file, "rb") as uploaded_file:
            data = uploaded_file.read()
        ProfilePicture(user=user, mime_type="image/jpeg", data=data).save()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    with open(sys.argv[1]) as listed:
        save_pictures(listed.read().splitlines())
else:
    application = get_wsgi_application()
