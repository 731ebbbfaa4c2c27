"""The child's side: read a question, answer it, and so on until the questions end; limits are set before the first."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO

from app.aside.frames import Broken, Frame, receive, send

Answer = Callable[[Frame], Frame]


def serve(answer: Answer, longest: float) -> None:
    """Answer frames on stdin until they end; ``longest`` is how many seconds one may take before this process ends."""
    questions, answers = _pipes()
    parent = os.getppid()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    while True:
        try:
            frame = receive(questions.read)
        except Broken:
            return
        _alarm(longest)
        reply = answer(frame)
        _alarm(0)
        send(answers.write, reply)


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return the two pipes and leave nothing else a way out: a driver that prints must not spoil an answer."""
    questions = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return questions, answers


def _alarm(seconds: float) -> None:
    """Let the system end this process should an answer take too long, even if nobody is left to wait for it."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _end_with(parent: int) -> None:
    """Do not outlive the asking process, should a question keep this one busy."""
    quiet = threading.Event()
    while os.getppid() == parent:
        quiet.wait(1.0)
    os._exit(0)
