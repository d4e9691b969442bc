"""Drawings of our own as SVG: plain elements and classes, coloured by the page's style for light, dark and print."""
