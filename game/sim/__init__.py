"""Many games of computer against computer, and honest statistics of them."""
