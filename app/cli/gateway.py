"""``gateway serve``: hands over to the mocked 国际贸易单一窗口, which knows nothing of this program."""

import argparse

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused


def run_serve(arguments: argparse.Namespace) -> Exit:
    """Serve on 127.0.0.1 until stopped."""
    from app.gateway.serve import CannotServe, serve

    data = arguments.data or home_of(arguments) / "gateway"
    try:
        serve(
            arguments.port,
            data,
            arguments.profile,
            arguments.script,
            arguments.tls,
            clock_of(arguments).now(),
            arguments.pace,
            arguments.parent_pid,
            arguments.mutual,
        )
    except CannotServe as error:
        english = "the gateway cannot serve: check the port, the data folder and the script"
        raise Refused(Exit(error.exit_code), str(error), english) from error
    return Exit.DONE
