"""Lets `python -m reinschrift.cli` run without an installed script."""

from reinschrift.cli import main

if __name__ == "__main__":
    main()
