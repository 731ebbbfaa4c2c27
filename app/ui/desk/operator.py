"""Who works here, as far as the settings say."""

import forms
from app.store.engine import Connection
from app.store.settings import get_setting
from app.ui.desk.drafts import PROFILE


def operator_of(connection: Connection) -> str:
    """Return the operator's name, empty where it was never filled in."""
    profile = get_setting(connection, PROFILE, {})
    fields = {forms.load(one).operator for one in forms.REGISTRY}
    return next((str(profile[path]) for path in sorted(fields) if profile.get(path)), "")
