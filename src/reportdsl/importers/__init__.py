"""Bring in reports that exist as pages, texts, documents and sheets."""
