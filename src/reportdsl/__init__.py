"""A plain-text language for disclosure reports, and its compiler."""
