"""``python -m app``: the window, or the command line with a subcommand; in a frozen program its children too."""

import sys

from app.aside.child import FLAG
from app.cli import main

_CHILDREN = ("app.signing.helper_child", "app.foreign.limited_child")

if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG] and sys.argv[2:3] and sys.argv[2] in _CHILDREN:
        import runpy

        runpy.run_module(sys.argv[2], run_name="__main__")
    else:
        sys.exit(main())
