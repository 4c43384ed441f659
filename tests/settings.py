"""The product's settings, with what tests want otherwise."""

from shouhou.settings import *  # noqa: F403 - a settings module is its names
from shouhou.settings import DATABASES, HOME, INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT

# Nobody guesses the passwords of people who do not exist.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not Django's memory database: several connections, WAL and real locks.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.db")}

# A page that asks for its rows one by one fails every test that opens it.
INSTALLED_APPS.append("zeal")
MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")
# A command asks for two or three of the department's own places, each by its name.
ZEAL_ALLOWLIST = [{"model": "stock.Place", "field": "get()"}]

# WhiteNoise warns of a folder that nobody collected into.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
