"""The command line (cli.md): reads arguments, calls one command, answers with an exit code and never a traceback."""

import sys
from collections.abc import Sequence

from app.cli.outcome import Exit, Refused


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 data has errors, 2 usage or input, 3 environment."""
    from app.cli.arguments import parse

    try:
        arguments = parse(list(sys.argv[1:] if argv is None else argv))
        return int(arguments.run(arguments))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return int(refused.code)
    except KeyboardInterrupt:
        print("已中断，已保存的内容不受影响", file=sys.stderr)
        return int(Exit.TROUBLE)
    except BrokenPipeError:
        # The reader of our output went away (| head): say nothing more, not even at exit.
        sys.stderr.close()
        return int(Exit.DONE)
    except OSError as error:
        print(f"系统拒绝了操作（{error.strerror or error}），请检查磁盘空间和文件夹权限", file=sys.stderr)
        return int(Exit.TROUBLE)
