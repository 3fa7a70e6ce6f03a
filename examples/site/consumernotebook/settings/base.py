"""What every environment shares. Whatever differs, and every secret, comes from config vars."""

import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")

ROOT_URLCONF = "consumernotebook.urls"
WSGI_APPLICATION = "consumernotebook.wsgi.application"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]

# Heroku's router ends TLS and says so in this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True

USE_TZ = True
