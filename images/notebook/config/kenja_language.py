"""JupyterLab in the browser's language, as long as the user has not chosen one in Jupyter's settings."""

import os
import re

from jupyterlab_server.settings_utils import SchemaHandler
from jupyterlab_server.translations_handler import TranslationsHandler

LOCALES = {"ja": "ja_JP"}
# The first part of an Accept-Language header is what the browser's user wants most.
PREFERRED = re.compile(r"\s*([A-Za-z]{1,8})")


def has_chosen(settings_dir: str) -> bool:
    return os.path.exists(os.path.join(settings_dir, "@jupyterlab", "translation-extension", "plugin.jupyterlab-settings"))


def wanted_by(request) -> str | None:
    preferred = PREFERRED.match(request.headers.get("Accept-Language", ""))
    return LOCALES.get(preferred[1].lower()) if preferred else None


def follow_the_browser() -> None:
    get, current = TranslationsHandler.get, SchemaHandler.get_current_locale

    async def get_in_language(self, locale=None):
        wanted = wanted_by(self.request) if locale == "default" else None
        return await get(self, wanted or locale)

    def current_in_language(self):
        wanted = None if has_chosen(self.settings_dir) else wanted_by(self.request)
        return wanted or current(self)

    TranslationsHandler.get = get_in_language
    SchemaHandler.get_current_locale = current_in_language
