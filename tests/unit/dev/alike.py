"""Load a module as the wheel holds it, and tell whether two classes do the same."""

import copy
import dataclasses
import inspect
import pickle
import sys
from collections.abc import Callable, Iterator
from importlib.abc import SourceLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType
from typing import Any

FACTORY = "a factory"
_MISSING = object()


class _Loader(SourceLoader):
    """Loads a module from its source in memory."""

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path

    def get_data(self, path: str | bytes) -> bytes:
        del path
        return self.source.encode()

    def get_filename(self, fullname: str) -> str:
        del fullname
        return self.path


def load(source: str, name: str, path: str = "<made up>") -> ModuleType:
    """Return the module of a source, which stands among those loaded so that it pickles."""
    spec = spec_from_loader(name, _Loader(source, path))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def classes(module: ModuleType, own: str | None = None) -> Iterator[type]:
    """Yield the dataclasses and named tuples that a module defines."""
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == (own or module.__name__):
            if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
                yield value


def names(real: type) -> list[str]:
    """Return the names of a class's fields."""
    if dataclasses.is_dataclass(real):
        return [field.name for field in dataclasses.fields(real)]
    return list(real._fields)  # type: ignore[attr-defined]


def outcome(function: Callable[[], object]) -> object:
    """Return what a call gives back, or the class of what it raises."""
    try:
        return function()
    except (AttributeError, TypeError, ValueError) as error:
        return type(error)


def assert_same_definition(real: type, written: type) -> None:
    fields = names(real)
    assert written.__qualname__ == real.__qualname__
    assert written.__doc__ == real.__doc__
    assert [n for n in written.__annotations__ if n in fields] == fields
    assert attribute(written, "__match_args__") == attribute(real, "__match_args__")
    assert attribute(written, "__slots__") == attribute(real, "__slots__")
    assert _signature(written) == _signature(real)
    public = {name for name in vars(real) if not name.startswith("_")}
    # A default stands in the signature alone; as an attribute of the class nobody reads it.
    defaults = set(fields) if "__slots__" not in vars(real) else set()
    assert {n for n in vars(written) if not n.startswith("_")} | defaults >= public


def attribute(owner: type, name: str) -> object:
    """Return what a class itself defines under a name."""
    return vars(owner).get(name, _MISSING)


def _signature(owner: type) -> list[tuple[str, object, object]]:
    """Return name, kind and default of all that makes an instance."""
    parameters = inspect.signature(owner).parameters.values()
    return [(p.name, p.kind, _default(p.default)) for p in parameters]


def _default(value: object) -> object:
    if value is ... or repr(value) == "<factory>":
        return FACTORY
    return value if type(value).__eq__ is not object.__eq__ else repr(value)


def _values(owner: type, prefix: str = "") -> dict[str, Any]:
    """Return something to make an instance of."""
    return {name: f"{prefix}{name}" for name in inspect.signature(owner).parameters}


def _made(owner: type, fields: list[str]) -> list[Any]:
    """Return two instances of the same values, one of others, and one for each field changed."""
    same = _values(owner)
    changed = [{**same, name: "another"} for name in fields if name in same]
    return [owner(**v) for v in (same, same, _values(owner, "x"), *changed)]


def state(instance: Any, fields: list[str]) -> dict[str, object]:
    """Return the values of an instance's fields; those without equality by their class."""
    found = {name: getattr(instance, name, _MISSING) for name in fields}
    return {n: v if type(v).__eq__ is not object.__eq__ else type(v) for n, v in found.items()}


def assert_same_behaviour(real: type, written: type) -> None:
    fields = names(real)
    mine, theirs = _made(written, fields), _made(real, fields)
    for a, b in zip(mine, theirs, strict=True):
        assert state(a, fields) == state(b, fields)
        assert outcome(lambda a=a: repr(a)) == outcome(lambda b=b: repr(b))
        assert hasattr(a, "__dict__") == hasattr(b, "__dict__")
        if hasattr(type(b), "__eq__") and type(b).__hash__ is not object.__hash__:
            assert outcome(lambda a=a: hash(a)) == outcome(lambda b=b: hash(b))
    for relation in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
        for i in range(len(mine)):
            got = outcome(lambda i=i, r=relation: getattr(mine[0], r)(mine[i]))
            assert got == outcome(lambda i=i, r=relation: getattr(theirs[0], r)(theirs[i]))
    assert_same_copies(mine[0], theirs[0], fields)
    assert_same_defaults(real, written, fields)


def assert_same_copies(mine: Any, theirs: Any, fields: list[str]) -> None:
    for copied in (copy.copy, copy.deepcopy, *_pickled()):
        a, b = copied(mine), copied(theirs)
        assert type(a) is type(mine)
        assert state(a, fields) == state(b, fields) == state(mine, fields)
        assert (a == mine) is (b == theirs)
    replace = theirs._replace if isinstance(theirs, tuple) else None
    for name in inspect.signature(type(theirs)).parameters:
        a = mine.__replace__(**{name: "new"})
        assert type(a) is type(mine)
        b = replace(**{name: "new"}) if replace else dataclasses.replace(theirs, **{name: "new"})
        assert state(a, fields) == state(b, fields)
    assert outcome(lambda: mine.__replace__(none=1)) in {TypeError, ValueError}
    if replace:
        assert mine._asdict() == theirs._asdict()
        assert mine._fields == theirs._fields
        assert mine._field_defaults == theirs._field_defaults
        assert tuple(type(mine)._make(theirs)) == tuple(mine) == tuple(theirs)
        assert outcome(lambda: mine._make([])) is outcome(lambda: theirs._make([]))


def _pickled() -> list[Callable[[object], object]]:
    protocols = range(2, pickle.HIGHEST_PROTOCOL + 1)
    return [lambda x, p=p: pickle.loads(pickle.dumps(x, p)) for p in protocols]


def assert_same_defaults(real: type, written: type, fields: list[str]) -> None:
    """Make instances of what has to be given alone, and see that they share nothing."""
    parameters = inspect.signature(real).parameters.values()
    needed = {p.name: p.name for p in parameters if p.default is p.empty}
    a, again, b = written(**needed), written(**needed), real(**needed)
    assert state(a, fields) == state(b, fields)
    for name in fields:
        value = getattr(a, name, None)
        if isinstance(value, dict | list | set):
            assert value is not getattr(again, name)
