"""The learned tagger: what belongs between two words, or into one, where a node's edge may be.

Rules and lexicon name the places, a small network decides at each: leave it, or make it a
space, a comma, a full stop, a small letter, or delete a word or mark. It was trained on
scars that `reinschrift.scars` made; it runs on numpy, without torch.
"""
