import os

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import path


def status(request: HttpRequest) -> JsonResponse:
    """Says which environment answers, and which release of it (from Heroku's runtime-dyno-metadata)."""
    release = os.environ.get("HEROKU_RELEASE_VERSION", "unknown")
    return JsonResponse({"environment": settings.ENVIRONMENT, "release": release})


urlpatterns = [path("", status)]
