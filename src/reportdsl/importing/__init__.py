"""Import reports: read, recognise, write, compile, and compare with what was read."""
