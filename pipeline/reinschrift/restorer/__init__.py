"""The restorer: a model that reads scarred German and writes it as it was.

It sees whole sentences, so it can put back what no rule can: verbs, phrases and endings that stand
as another language had them. It is slow beside rules and tagger, and asked where words look odd
(`suspicion`) or a scar is near; a `guard` keeps it from losing what a sentence says.
"""

from reinschrift.restorer.restorer import Restorer, load_restorer

__all__ = ["Restorer", "load_restorer"]
