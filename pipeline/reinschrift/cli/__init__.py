"""The command line: `reinschrift repair`, `check`, `translate`, `explain` and what belongs to them.

Exit status, the same for all commands:

    0    done; `check` found nothing
    1    done, and there is something to look at: `check` found scars, or records were bad
         and stand in the output with `error`
    2    not done: wrong usage, an input that cannot be read, a broken model
    130  broken off by Ctrl-C; no half-written file is left

A batch with bad records ends in 1, not 0: its output is complete, but a script that goes on
without a look should have to say so.
"""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Run the command line on the arguments of this process."""
    # The tagger's matrices are too small to share: on cores that are busy, numpy's threads wait
    # for each other 25 times as long as one computes. Workers inherit it; torch has another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from reinschrift.cli.app import ClosedPipe, cli
    except KeyboardInterrupt:
        sys.exit(130)
    try:
        cli.main(prog_name="reinschrift")
    except ClosedPipe:
        # End as `cat` does when its reader has gone: quietly, by SIGPIPE.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  # nothing is left to flush into
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
