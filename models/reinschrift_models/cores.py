"""How many cores there really are for this process, and whether there is a GPU."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

CGROUPS = Path("/sys/fs/cgroup")
OWN_GROUP = Path("/proc/self/cgroup")
DEVICES = Path("/dev")


def count_cores(root: Path = CGROUPS, own: Path = OWN_GROUP) -> int:
    """Count the cores that this process may use, at least one.

    A container on a machine of 64 cores is often allowed two: more threads than that
    only wait for each other. Quotas of a group bind those inside it.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no affinity
        cores = os.cpu_count() or 1
    quotas = [_quota(*files) for files in _find_quotas(root, own)]
    return max(1, min([cores, *(quota for quota in quotas if quota)]))


def has_gpu(devices: Path = DEVICES) -> bool:
    """Tell whether there is a GPU for CUDA, as far as that shows without loading CUDA."""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1")
    return not hidden and any(devices.glob("nvidia[0-9]*"))


def _find_quotas(root: Path, own: Path) -> Iterator[tuple[Path, ...]]:
    """Give the files with a quota of the process's groups and those around them.

    In version 2 a file holds quota and period, in version 1 each has a file of its own.
    """
    try:
        lines = own.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in ["0::/", "1:cpu:/", *lines]:  # a container sees its own group as the root
        _, controllers, path = (*line.split(":", 2), "", "")[:3]
        inside = PurePosixPath(path.lstrip("/"))
        for group in (inside, *inside.parents):
            if not controllers:
                yield (root / group / "cpu.max",)
            elif "cpu" in controllers.split(","):
                folder = root / controllers / group
                if not folder.is_dir():
                    folder = root / "cpu" / group
                yield (folder / "cpu.cfs_quota_us", folder / "cpu.cfs_period_us")


def _quota(*files: Path) -> int:
    """Return how many cores a quota allows; 0 where there is none."""
    try:
        numbers = " ".join(file.read_text(encoding="ascii") for file in files).split()
        allowed, period = (int(number) for number in numbers)
    except (OSError, ValueError):  # no such file, or "max": no limit
        return 0
    return math.ceil(allowed / period) if allowed > 0 and period > 0 else 0  # -1: no limit
