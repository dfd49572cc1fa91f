"""The corpus in memory: immutable snapshots, what is derived from them, how two differ."""
