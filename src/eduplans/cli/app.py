"""The application that the commands belong to, and what they share: messages, counts, exit codes.

Results go to standard output, messages to standard error. Exit codes: 0 done, 2 a wrong call or bad input,
3 some of several inputs were bad, 4 the kernel of a notebook crashed, hung or took too much memory, 5 a file or
folder cannot be read or written (full, read-only, gone, changing), 130 interrupted.
"""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from eduplans import __version__
from eduplans.__main__ import STOPPED
from eduplans.cli.interrupt import INTERRUPTED, in_time
from eduplans.cli.language import Language, choose, in_language
from eduplans.cli.showing import print_message
from eduplans.errors import EduplansError, StorageError, visible
from eduplans.messages import message as in_words
from eduplans.messages import problem_text
from eduplans.storage.failures import storage_problem

Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that share the documents.")]


def _limit(changed: str | None) -> str | None:
    """Put limits into the environment, from which this process and its workers take them."""
    if changed:
        from eduplans.documents.limits import VARIABLE, Limits

        os.environ[VARIABLE] = str(Limits.read(f"{os.environ.get(VARIABLE, '')} {changed}"))
    return changed


Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LimitsOption = Annotated[
    str | None,
    typer.Option(
        "--limits",
        callback=_limit,
        help="What one file may cost, such as seconds=120,pages=5000; also in EDUPLANS_LIMITS. "
        "Sizes in megabytes: megabytes, unpacked, memory; numbers: pages, cells, characters, seconds.",
    ),
]


class _Commands(TyperGroup):
    """Commands in the order of the flow; our errors as messages with their exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return in_language(super().get_command(ctx, cmd_name), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        super(_Commands, in_language(self, ctx)).format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        try:
            with in_time(in_words(STOPPED)):
                return super().invoke(ctx)
        except EduplansError as error:
            for problem in error.problems:
                say(f"eduplans: {problem_text(problem)}")
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError:
            raise  # who reads has seen enough, such as head
        except OSError as error:
            say(f"eduplans: {problem_text(storage_problem(error))}")
            raise typer.Exit(StorageError.exit_code) from error
        except KeyboardInterrupt as error:
            say(STOPPED)
            raise typer.Exit(INTERRUPTED) from error


def _answer_at_the_first_tab() -> None:
    """Let zsh answer when it reads the file that typer installs, not only from the second press of the tab key on."""
    try:
        from typer._completion_shared import _completion_scripts
    except ImportError:  # no promise of typer: where it goes, the first press only makes the function known
        return
    _completion_scripts["zsh"] += """
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""


_answer_at_the_first_tab()
app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="From the work plans and reports of Chinese education bureaus to tables whose every figure traces to "
    "its sentence.",
)


def say(message: str) -> None:
    """Print a message for people, to standard error."""
    # names of files and words of documents must not command the terminal
    print_message("\n".join(visible(in_words(line)) for line in message.split("\n")))


def print_json(content: Any) -> None:
    """Print an outcome for a program, to standard output; the same in every language, paths as text."""
    import json

    typer.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))


def count(number: int, thing: str) -> str:
    """Say how many there are: one thing, several things."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _version(value: bool) -> None:
    if value:
        typer.echo(f"eduplans {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang",
            callback=choose,
            is_eager=True,
            help="Language of messages and help (else that of EDUPLANS_LANG or the locale).",
        ),
    ] = None,
) -> None:
    pass
