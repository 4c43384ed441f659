"""The WSGI application that gunicorn serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouhou.settings")
# A thread that comes back from the database waits so long for one that computes. Whoever posts
# comes back several times while he holds the head of the chain, and all others wait behind him.
sys.setswitchinterval(0.0005)
application = get_wsgi_application()
