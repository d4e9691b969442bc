"""Games on paper: orders and events as plain data, replays and saves, the journal, folders."""
