"""The table of commands, and how each of them ends.

A command's module is imported when the command is called: `reinschrift --help` and
`reinschrift repair` must not wait for a translation engine.
"""

from __future__ import annotations

import errno
import io
import sys
from gettext import gettext
from typing import IO

import click

from reinschrift.errors import ReinschriftError
from reinschrift.registry import lookup
from reinschrift.version import __version__

COMMANDS = {
    "repair": ("reinschrift.cli.repair:command", "Repair German text."),
    "check": ("reinschrift.cli.check:command", "Name scars like a linter, change nothing."),
    "translate": ("reinschrift.cli.translate:command", "Repair and translate into English."),
    "run": ("reinschrift.cli.run:command", "Repair and translate whole corpora, resumable."),
    "explain": ("reinschrift.cli.explain:command", "Show raw, repaired and English side by side."),
    "apply": ("reinschrift.cli.apply:command", "Apply edits that a person has looked through."),
    "eval": ("reinschrift_eval.command:command", "Measure repair and translation on suites."),
    "scar": ("reinschrift.cli.scar:command", "Scar clean German, with the edits that heal it."),
    "models": ("reinschrift.cli.models:command", "List, show, pull and convert models."),
    "doctor": ("reinschrift.cli.doctor:command", "Tell what is installed and whether it works."),
    "completion": ("reinschrift.cli.completion:command", "Print a shell's completion script."),
}

_UNUSABLE = 2
_BROKEN_OFF = 130  # 128 and the number of SIGINT, as shells have it


class ClosedPipe(Exception):  # no error: whoever read the output has read enough
    """The reader of the output has gone."""


class Failure(click.ClickException):
    """Ends the run with one line on stderr."""

    exit_code = _UNUSABLE

    def show(self, file: IO[str] | None = None) -> None:  # noqa: ARG002  # click's signature
        """Print the line."""
        click.echo(f"reinschrift: {' '.join(self.message.split())}", err=True)


class BrokenOff(Failure):
    """Ends the run because the user did."""

    exit_code = _BROKEN_OFF


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in COMMANDS:
            return None
        found: click.Command = lookup("command", COMMANDS[name][0], {})
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command and give every end its exit status."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A lone surrogate, or a sign that the terminal does not know, ends no run.
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except ReinschriftError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            raise BrokenOff("broken off") from None
        except BrokenPipeError:
            raise ClosedPipe from None
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EIO):
                raise Failure(f"{error.filename or 'the output'}: {error.strerror}") from error
            raise


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="reinschrift %(version)s")
def cli() -> None:
    """Repair scraped and machine-translated German news and translate it into English.

    \b
        reinschrift explain article.txt           see what is wrong and what becomes of it
        reinschrift translate article.txt         the English, on stdout
        reinschrift repair news/*.txt -o fair/    the German, repaired
        reinschrift check news/*.txt              file:line:col rule message

    Exit status: 0 done; 1 done, but records were bad or `check` found something;
    2 not done; 130 broken off.
    """  # noqa: D301  # \b is click's sign for lines that stay as they are
