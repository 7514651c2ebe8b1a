"""How many cores there really are for this process."""

from __future__ import annotations

import math
import os
from pathlib import Path

CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # version 2; containers are given theirs here


def count_cores(quota: Path = CGROUP_QUOTA) -> int:
    """Count the cores that this process may use, at least one.

    A container on a machine of 64 cores is often allowed two: more threads than that
    only wait for each other.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no affinity
        cores = os.cpu_count() or 1
    try:
        allowed, period = quota.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return cores
    if not (allowed.isdigit() and period.isdigit() and int(period)):  # "max": no limit
        return cores
    return max(1, min(cores, math.ceil(int(allowed) / int(period))))
