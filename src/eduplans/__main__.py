"""The command `eduplans`, also as ``python -m eduplans``: Ctrl-C is answered from the first moment to the last.

While the libraries of a command are imported, and after its end while they are put away, nothing of its work is
under way: a message and exit code 130, in the place of a traceback. While it is at work see `eduplans.cli.interrupt`.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from eduplans.messages import STOPPED, message

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments of this process name."""
    words = f"{message(STOPPED)}\n".encode()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what the system hands over
        os.write(2, words)
        os._exit(_INTERRUPTED)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where a shell has it ignored
        signal.signal(signal.SIGINT, stop)
    from eduplans.cli import app

    app()


if __name__ == "__main__":
    main()
