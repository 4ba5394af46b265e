"""The command `eduplans`, also as ``python -m eduplans``: Ctrl-C is answered from the first moment to the last.

While the libraries of a command are imported, and after its end while they are put away, nothing of its work is
under way: a message and exit code 130, in the place of a traceback. While it is at work see `eduplans.cli.interrupt`.
"""

from __future__ import annotations

import os
import signal

__all__ = ["STOPPED", "main"]

#: What a command says after Ctrl-C.
STOPPED = "eduplans: interrupted; nothing half-written is left"
_INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments of this process name."""
    words = STOPPED

    def stop(number: int, frame: object) -> None:  # noqa: ARG001 - what the system hands over
        os.write(2, f"{words}\n".encode())
        os._exit(_INTERRUPTED)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where a shell has it ignored
        signal.signal(signal.SIGINT, stop)
    from eduplans.messages import message

    words = message(STOPPED)
    from eduplans.cli import app

    app()


if __name__ == "__main__":
    main()
