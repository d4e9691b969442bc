"""Computer commanders: they play from one side's desk and can say why."""
