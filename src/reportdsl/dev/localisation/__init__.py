"""Study how often wrong figures are found: ``python -m reportdsl.dev.localisation``."""
