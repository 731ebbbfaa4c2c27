"""No image of a crashed process is written to the disk: keys, PINs and declarations would be in it."""

import sys


def forbid_core_files() -> None:
    """Let this process and those it starts leave no core file; Windows writes none unless told to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
