"""Train the tagger of `reinschrift.tagger` on scars that `reinschrift.scars` makes."""
