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

# Run the tests and ask for branch coverage. What counts steps needs the tracer for itself.
coverage:
    {{bin}}/python -m pytest -q --cov --ignore tests/properties/test_time.py

# Try small faults in what reckons and lays out, and ask that the tests find nine in ten.
mutation *arguments:
    {{bin}}/python -m tests.mutation {{arguments}}

# Study how often wrong figures are found; writes docs/localisation.md.
localisation *arguments:
    {{bin}}/python -m tests.localisation {{arguments}}

# Try very many damaged sources; `--write` puts the figures into docs/testing.md.
long-run *arguments:
    {{bin}}/python -m tests.properties.long_run {{arguments}}

# Measure how time and memory grow for each construct; `--write` as above.
growth *arguments:
    {{bin}}/python -m tests.properties.growth {{arguments}}

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

# Measure how fast it is, beside others, and write docs/performance.md; some minutes.
bench *arguments:
    {{bin}}/python -m reportdsl.dev.benchmark {{arguments}}

# Build the site of the docs into build/site/; a warning is an error.
docs:
    {{bin}}/pip install -q -e '.[docs]'
    {{bin}}/python -m sphinx -W -n --keep-going -q docs build/site

# Hold the published pages to the HTML standard, with two validators.
validate:
    .ci/published {{bin}}/python build/published validate

# Look for barriers in the published pages with axe: light, dark, on a phone, in print.
axe:
    .ci/published {{bin}}/python build/published axe

# Hold what a browser and a printer make of the published pages to what they must hold.
browser:
    .ci/published {{bin}}/python build/published browser print

# Picture the published pages into build/published-pictures/, for people to look at.
pictures:
    .ci/published {{bin}}/python build/published pictures

# Draw docs/picture.png and docs/redline.png anew; Chromium and the Noto CJK fonts must be there.
picture:
    {{bin}}/python -m docs._tools.picture
    {{bin}}/python -m docs._tools.redline

# Build the wheel into dist/.
wheel:
    {{bin}}/pip wheel -q --no-deps -w dist .

# Build the wheel and the sdist twice into dist/, and fail unless they are the same to the byte.
reproducible:
    .ci/reproducible dist

# Run the tests with the oldest versions of what the package needs, in an environment of their own.
oldest *arguments:
    python3 -m venv .venv-oldest
    .venv-oldest/bin/pip install -q -c tests/constraints-oldest.txt -e '.[test]'
    .venv-oldest/bin/python -m pytest -q {{arguments}}

# List the Pythons, one of each version, that CI runs the tests under.
pythons:
    @.ci/pythons

# Do what CI does, on a copy of the checkout.
ci:
    .ci/run
