"""Lay out how a form's table reads: the texts of its heads and rows, in the order of a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reportdsl.importers.figures import looks_like_figure
from reportdsl.importers.labels import key, names
from reportdsl.model.axis import CellType, Node, cell_type
from reportdsl.model.form import BandForm, Form, TableForm


@dataclass(frozen=True, eq=False)
class BandTemplate:
    """A band as it reads."""

    index: int
    form: BandForm

    @cached_property
    def title_keys(self) -> frozenset[str]:
        """The keys of its title; none without one."""
        return frozenset(names(self.form.title or ""))

    @cached_property
    def heads(self) -> tuple[Node, ...]:
        """The heads of its columns, row by row; those of the label columns first."""
        level: list[Node] = list(self.form.columns.roots)
        out = [*self.form.stubs]
        while level:
            out += level
            level = [child for node in level for child in node.children]
        return tuple(out)

    @cached_property
    def head_keys(self) -> frozenset[str]:
        """The keys of its heads."""
        return frozenset(k for node in self.heads for k in keys_of(node))

    @cached_property
    def author_types(self) -> tuple[CellType, ...]:
        """The type of each cell in a row that the author names."""
        own = self.form.row_attributes
        return tuple(cell_type(own.over(column.attributes)) for column in self.form.columns.leaves)

    @cached_property
    def paths(self) -> tuple[tuple[Node, ...], ...]:
        """For each leaf row its groups, outermost first, and itself."""
        out = []
        for leaf in self.form.rows.leaves:
            path = [leaf]
            while (parent := self.form.rows.parents.get(path[0])) is not None:
                path.insert(0, parent)
            out.append(tuple(path))
        return tuple(out)


@dataclass(frozen=True, eq=False)
class Template:
    """A table as it reads."""

    table: TableForm

    @cached_property
    def bands(self) -> tuple[BandTemplate, ...]:
        """Its bands in order."""
        return tuple(BandTemplate(index, band) for index, band in enumerate(self.table.bands))

    @cached_property
    def rows(self) -> tuple[tuple[int, int], ...]:
        """Every leaf row in order: its band, its place among the band's rows."""
        return tuple(
            (band.index, row) for band in self.bands for row in range(len(band.form.rows.leaves))
        )

    def is_named(self, place: int) -> bool:
        """Tell whether a row, by its place among `rows`, has a label."""
        return not self.bands[self.rows[place][0]].form.rows.unnamed

    @cached_property
    def is_open(self) -> bool:
        """Whether it is one band whose rows the author names."""
        return len(self.bands) == 1 and self.bands[0].form.open

    @cached_property
    def in_groups(self) -> bool:
        """Whether it is one row without label, over columns in several groups."""
        columns = self.bands[0].form.columns
        one = len(self.bands) == 1 and len(self.rows) == 1 and not self.is_open
        return one and not self.is_named(0) and len(columns.lowest_groups) > 1

    @cached_property
    def group_keys(self) -> frozenset[str]:
        """The keys of the groups of its columns, where it is one row over groups."""
        groups = self.bands[0].form.columns.lowest_groups if self.in_groups else ()
        return frozenset(k for node in groups if node.children for k in keys_of(node))

    @cached_property
    def has_words(self) -> bool:
        """Whether some cells hold no figures."""
        return any(
            not kind.figures
            for band in self.bands
            for row in (*band.form.types, *([band.author_types] if band.form.open else []))
            for kind in row
        )

    def row(self, place: int) -> Node:
        """Return a leaf row by its place among `rows`."""
        band, row = self.rows[place]
        return self.table.bands[band].rows.leaves[row]

    def path(self, place: int) -> tuple[Node, ...]:
        """Return the groups of a leaf row, by its place, outermost first, and itself."""
        band, row = self.rows[place]
        return self.bands[band].paths[row]

    @cached_property
    def rows_by_key(self) -> Mapping[str, tuple[int, ...]]:
        """The places of leaf rows by each of their keys."""
        return _by_key((at, self.row(at)) for at in range(len(self.rows)) if self.is_named(at))

    @cached_property
    def row_names(self) -> frozenset[str]:
        """The keys of its rows and of their groups."""
        roots = (root for band in self.bands for root in band.form.rows.roots)
        return frozenset(k for root in roots for node in root.walk() for k in keys_of(node))

    @cached_property
    def has_numbers(self) -> bool:
        """Whether some labels of its rows look like figures: codes, years, serial numbers."""
        return any(map(looks_like_figure, self.row_names))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of everything that is printed of the table, figures aside."""
        found: set[str] = set()
        for band in self.bands:
            found |= band.title_keys
            found |= band.head_keys
            found |= {k for root in band.form.rows.roots for n in root.walk() for k in keys_of(n)}
        return frozenset(found)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The keys of what may come first: the first band's title, the first row of heads."""
        band = self.bands[0]
        first = (*band.form.stubs, *band.form.columns.roots)
        return band.title_keys | {k for node in first for k in keys_of(node)}


def keys_of(node: Node) -> tuple[str, ...]:
    """Return the keys by which a row or column is recognised."""
    own = (key(node.key), key(node.label))
    found = own if node.whole else (*own, *names(node.label))
    return tuple(dict.fromkeys(k for k in found if k))


def _by_key(nodes: Iterable[tuple[int, Node]]) -> Mapping[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, node in nodes:
        for k in keys_of(node):
            found[k].append(at)
    return {k: tuple(places) for k, places in found.items()}


@dataclass(frozen=True, eq=False)
class Family:
    """The tables of one name, of which each form has its own edition."""

    name: str
    editions: tuple[Template, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all editions."""
        return frozenset[str]().union(*(edition.keys for edition in self.editions))

    @cached_property
    def row_names(self) -> frozenset[str]:
        """The keys of the rows of all editions, and of their groups."""
        return frozenset[str]().union(*(edition.row_names for edition in self.editions))

    @cached_property
    def openings(self) -> frozenset[str]:
        """The keys of what may come first: a band's title, a head of the first row of heads."""
        return frozenset[str]().union(*(edition.openings for edition in self.editions))


@lru_cache(maxsize=8)
def families(forms: tuple[Form, ...]) -> tuple[Family, ...]:
    """Return the tables of some forms by their names; of equal names the forms' order counts."""
    found: defaultdict[str, list[Template]] = defaultdict(list)
    for form in forms:
        for table in form.tables.values():
            if table.bands:
                found[key(table.name)].append(Template(table))
    return tuple(Family(editions[0].table.name, tuple(editions)) for editions in found.values())
