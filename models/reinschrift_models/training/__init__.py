"""From raw sentence pairs to weights that ship: data, vocabulary, packing, training, export.

One recipe is one run; `python -m reinschrift_models.training RECIPE --work DIR` walks the
steps in order and skips what is done.
"""
