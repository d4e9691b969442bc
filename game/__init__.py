"""Undeclared War: the Soviet-Japanese border battles as a turn-based hex wargame."""
