"""`python -m reinschrift_eval` is `reinschrift eval`."""

from __future__ import annotations

from reinschrift.cli import main

if __name__ == "__main__":
    import sys

    sys.argv[1:1] = ["eval"]
    main()
