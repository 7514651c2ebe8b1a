"""`reinschrift completion`: a script that teaches a shell the commands and options."""

from __future__ import annotations

import click

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_REINSCHRIFT_COMPLETE"  # click asks the program itself through it


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
        bash   eval "$(reinschrift completion bash)"     in ~/.bashrc
        zsh    eval "$(reinschrift completion zsh)"      in ~/.zshrc
        fish   reinschrift completion fish | source      in ~/.config/fish/config.fish
    """  # noqa: D301  # \b is click's sign for lines that stay as they are
    from click.shell_completion import get_completion_class

    from reinschrift.cli.app import cli

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(cli, {}, "reinschrift", _VARIABLE).source())
