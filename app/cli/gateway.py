"""``gateway serve``: hands over to the mocked 国际贸易单一窗口, which knows nothing of this program."""

import argparse

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit


def run_serve(arguments: argparse.Namespace) -> Exit:
    """Serve on 127.0.0.1 until stopped."""
    from app.gateway.serve import serve

    data = arguments.data or home_of(arguments) / "gateway"
    serve(
        arguments.port,
        data,
        arguments.profile,
        arguments.script,
        arguments.tls,
        clock_of(arguments).now(),
        arguments.pace,
    )
    return Exit.DONE
