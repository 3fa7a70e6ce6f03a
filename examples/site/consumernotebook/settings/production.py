from .base import *  # noqa: F403

ENVIRONMENT = "production"
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60
