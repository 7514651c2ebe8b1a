"""Scars made on purpose: what node-by-node translation and scraping do to German, with the cure.

The damage is done by the mechanism that makes the real one. A sentence is cut into nodes at
link anchors; each node gets the look of a text that was translated alone; the nodes are
joined with their spaces and marks lost or kept. Every damage comes with the edit that heals it.
With a model from English to German at hand, `scar_english` does just that.
"""

from reinschrift.scars.simulator import IN_A_LINE, RATES, Scarred, scar
from reinschrift.scars.translated import scar_english

__all__ = ["IN_A_LINE", "RATES", "Scarred", "scar", "scar_english"]
