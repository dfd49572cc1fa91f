"""The journal's SQLite file: schema, opening, faults, and rescue of a damaged one."""
