"""The restorer: a model that reads scarred German and writes it as it was.

Where the tagger is in doubt, the restorer is asked whether it would write the sentence with the
edit or without it; it has read the whole sentence, and was trained as the translator is.
"""

from reinschrift.restorer.restorer import Restorer, load_restorer

__all__ = ["Restorer", "load_restorer"]
