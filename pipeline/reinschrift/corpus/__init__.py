"""Whole corpora: read as a stream, translated in shards, resumed wherever they broke off.

    inputs ──records──▶ Record ──shards──▶ Job ──translation──▶ Done ──folder──▶ shards/, manifest

A shard is a fixed run of records. Sentences are batched within a shard and never across, and
what a shard may remember is fixed too, so that a shard gives the same bytes whoever works on
it, and when. `reinschrift.corpus.runs` is what `reinschrift run` calls; `Translator` is the
same work as a function over records, for Spark, Ray and whatever else deals them out.
"""

from __future__ import annotations

from reinschrift.corpus.options import Options
from reinschrift.corpus.translation import Translator

__all__ = ["Options", "Translator"]
