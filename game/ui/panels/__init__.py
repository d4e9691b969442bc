"""The panels beside the map: each module draws one from the plain values that `models` builds of a desk.

Every panel is `draw(theme, rect, panel, state)`; the rectangle is what tabs and buttons leave. What answers to the mouse
gives one of these lines:

- order language: `show FORMATION`, `note ID`, `source UNIT [FIELD]`, `rules TABLE`, and the order line of the odds panel;
- `hex CCRR`: a click on a hex of the map or of the hex rose; `ui menu CCRR`: the right button on the map;
- `ui select ID`: selects a unit of one's own; `ui contact N`: shows a contact; `ui centre CCRR`: brings a hex into view;
- `ui zoom N`: the wheel over the map; `ui scroll N`: the wheel over a panel, N lines, positive towards the start.
"""
