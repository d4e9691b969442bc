"""The ration of work: prices of thought in whole numbers, so that no clock can change an order."""

from __future__ import annotations

from attrs import define

REACH = 12
"""Price of asking how far a unit gets. One point of work is about ten microseconds of the machine it was set on."""
FORECAST = 60
"""Price of an exact forecast of an assault."""
FIRE_FORECAST = 15
"""Price of a forecast of a bombardment."""
THREAT = 80
"""Price of asking who could assault a hex."""


@define
class Ration:
    """Work that one phase may cost; what must be done is done whatever is left, what may be done stops at the end."""

    total: int
    spent: int = 0

    def spend(self, price: int) -> None:
        """Takes a price, even beyond the total: for what must be done."""
        self.spent += price

    def affords(self, price: int) -> bool:
        """Whether there is enough left for something that may be left undone."""
        return self.spent + price <= self.total

    @property
    def share(self) -> float:
        """Share of the ration used, for a progress bar."""
        return self.spent / self.total if self.total else 1.0
