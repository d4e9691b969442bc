"""The panels beside the map: each module draws one from the plain values that `models` builds of a desk.

Every panel is `draw(theme, rect, panel, state)`; the rectangle is what tabs and buttons leave, and the wheel over it is
the scene's. What answers to the mouse gives one of these lines:

- order language: `show FORMATION`, `note ID`, `source UNIT`, `weather`, and the order line of the odds panel;
- `hex CCRR`: a click on a hex of the map or of the hex rose; `ui menu CCRR`: the right button on the map;
- `ui select ID`: selects a unit of one's own; `ui contact N`: shows a contact; `ui centre CCRR`: shows a hex;
- `ui fold FORMATION`: shows or hides its units; `ui mission FORMATION`: the dialog for an order to it;
- `ui zoom N`: the wheel over the map; `ui overlay legend`: puts the legend away; `ui lesson`: hides the lesson.
"""
