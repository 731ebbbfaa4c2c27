"""The command line (cli.md): reads arguments, calls one command, answers with an exit code and never a traceback."""

import sys
from collections.abc import Sequence

from app.cli.outcome import Exit, Refused


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 data has errors, 2 usage or input, 3 environment."""
    from app.aside.core_files import forbid_core_files
    from app.cli.arguments import parse, wants_english
    from app.cli.output import abandon_stdout, complain, make_tolerant

    words = list(sys.argv[1:] if argv is None else argv)
    english = wants_english(words)
    make_tolerant()
    forbid_core_files()
    try:
        arguments = parse(words)
        code = int(arguments.run(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a full disk or a closed pipe can still be answered for
    except Refused as refused:
        complain(refused.say(english))
        return int(refused.code)
    except KeyboardInterrupt:
        complain("interrupted; what was saved is safe" if english else "已中断，已保存的内容不受影响")
        return int(Exit.TROUBLE)
    except BrokenPipeError:
        abandon_stdout()  # the reader of our output went away (| head): there is nobody to tell
        return int(Exit.DONE)
    except ImportError as error:
        complain(_lacking(error, english))
        return int(Exit.TROUBLE)
    except OSError as error:
        abandon_stdout()
        complain(_refusal(error, english))
        return int(Exit.TROUBLE)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a defect is told in one line too
        complain(_defect(error, english))
        return int(Exit.TROUBLE)
    return code


def _lacking(error: ImportError, english: bool) -> str:
    """Return what to do where a library is missing: Qt's own on a bare system, or a package of ours."""
    if english:
        return f"a component of the system is missing ({error}); run make setup"
    return f"缺少系统组件（{error}），请先运行 make setup 安装"


def _refusal(error: OSError, english: bool) -> str:
    if english:
        why = error.strerror or type(error).__name__
        return f"the system refused ({why}); check disk space and folder permissions"
    from app.core.system_words import system_words

    return f"系统拒绝了操作（{system_words(error)}），请检查磁盘空间和文件夹权限"


def _defect(error: Exception, english: bool) -> str:
    """Return one line with the kind and place of a defect; its own words may hold field values and are left out."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    kind = type(error).__name__
    place = "?" if step is None else f"{step.tb_frame.f_globals.get('__name__', '?')}:{step.tb_lineno}"
    if english:
        return f"a defect in the program ({kind}, {place}); saved data are safe, please report this line"
    return f"程序内部出错（{kind}，{place}），已保存的内容不受影响，请把这一行告诉技术支持"
