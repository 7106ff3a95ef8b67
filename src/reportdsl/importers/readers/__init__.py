"""Read containers: bytes to texts and cells, each with its place; nothing here knows a label."""
