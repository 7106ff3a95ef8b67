# The recipes have the names of the CI jobs. `.ci/run` does all of them on a bare machine.

bin := justfile_directory() / ".venv-test/bin"

# List the recipes.
default:
    @just --list

# Make the environment that every other recipe works in.
setup:
    python3 -m venv .venv-test
    {{bin}}/pip install -q -e '.[test]'

# Run the tests; arguments go to pytest.
test *arguments:
    {{bin}}/python -m pytest -q {{arguments}}

# Run the tests and ask for branch coverage.
coverage:
    {{bin}}/python -m pytest -q --cov

# Rewrite the snapshots that tests compare with; read the diff.
golden:
    UPDATE_GOLDEN=1 {{bin}}/python -m pytest -q

# Look for faults of style and for lines out of format.
lint:
    {{bin}}/ruff check
    {{bin}}/ruff format --check

# Put every file in format.
format:
    {{bin}}/ruff check --fix
    {{bin}}/ruff format

# Check the types.
types:
    {{bin}}/mypy

# Check that each layer sees only those below it.
imports:
    {{bin}}/lint-imports

# Write what is made from the code: rule pages, command line reference; --check only compares.
generate *arguments:
    {{bin}}/python -m reportdsl.dev.generate {{arguments}}

# Write the table of character widths anew, from the newest Unicode.
width-table:
    {{bin}}/python -m reportdsl.dev.width_table

# Build the wheel into dist/.
wheel:
    {{bin}}/pip wheel -q --no-deps -w dist .

# Do what CI does, on a copy of the checkout.
ci:
    .ci/run
