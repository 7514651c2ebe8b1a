"""Names for things that are loaded when they are asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from reinschrift.errors import ReinschriftError, UnknownName

# The library reaches the model package only through these strings, so that imports point one way.
ENGINES = {
    "ctranslate2": "reinschrift_models.ct2:CTranslate2Engine",
    "transformers": "reinschrift_models.marian:TransformersEngine",
    "echo": "reinschrift.engines:Echo",
}


def lookup(kind: str, name: str, table: Mapping[str, str]) -> Any:
    """Return what `name` stands for: a name in `table`, or any `"module:attribute"`.

    >>> lookup("engine", "echo", ENGINES).name
    'echo'
    """
    target = name if ":" in name else table.get(name)
    if target is None:
        raise UnknownName(kind, name, table)
    module, _, attribute = target.partition(":")
    try:
        return getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise  # the module is there, and something that it needs is not
        raise ReinschriftError(f"no {kind} {name!r}: there is no module {error.name!r}") from error
    except AttributeError as error:
        if error.name != attribute:
            raise
        raise ReinschriftError(f"no {kind} {name!r}: {module!r} has no {attribute!r}") from error
