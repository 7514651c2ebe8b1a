"""WMT's test sets, through sacrebleu: it knows where they are and keeps what it fetched."""

from __future__ import annotations

import sys
from pathlib import Path

from reinschrift.errors import MissingExtra, UnknownName, UnreadableInput
from reinschrift_eval.lines import read_lines

_DIRECTION = "de-en"


def read_wmt(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the German and the first English reference of a set, fetched if need be."""
    try:
        from sacrebleu import dataset, utils
    except ImportError as error:
        raise MissingExtra("the evaluation", "eval") from error
    found = dataset.DATASETS.get(name)
    if found is None or _DIRECTION not in found.langpairs:
        known = [one for one, each in dataset.DATASETS.items() if _DIRECTION in each.langpairs]
        raise UnknownName("German test set of sacrebleu", name, known)
    where = Path(utils.SACREBLEU_DIR) / name
    if not any(where.glob(f"*.{_DIRECTION}.*")):
        # One line, since the user must know that something leaves the machine's quiet.
        sys.stderr.write(f"fetching {name} by sacrebleu into {where}\n")
    try:
        source = utils.get_source_file(name, _DIRECTION)
        references = utils.get_reference_files(name, _DIRECTION)
    except (Exception, SystemExit) as error:  # sacrebleu ends the process, or raises anything
        raise UnreadableInput(
            f"{name} cannot be fetched ({error.__class__.__name__}: {error}); check the network, "
            "or put a folder with src.de and ref.en below REINSCHRIFT_SUITES"
        ) from error
    return read_lines(Path(source)), read_lines(Path(references[0]))
