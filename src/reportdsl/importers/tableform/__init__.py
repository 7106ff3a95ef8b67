"""Make forms out of the tables of a document."""
