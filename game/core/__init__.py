"""Numbers, hexes and dice: what every other package stands on, with the standard library alone."""
