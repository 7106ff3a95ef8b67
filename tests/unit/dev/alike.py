"""Load a module as the wheel holds it, and tell whether two classes do the same."""

import copy
import dataclasses
import inspect
import pickle
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.abc import SourceLoader
from importlib.util import module_from_spec, spec_from_loader
from operator import eq, ge, gt, le, lt, ne
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


def classes(module: ModuleType) -> Iterator[type]:
    """Yield the dataclasses and named tuples that a module defines."""
    for value in vars(module).values():
        own = isinstance(value, type) and value.__module__ == module.__name__
        if own and (dataclasses.is_dataclass(value) or hasattr(value, "_fields")):
            yield value


def names(real: type) -> list[str]:
    """Return the names of a class's fields."""
    if dataclasses.is_dataclass(real):
        return [field.name for field in dataclasses.fields(real)]
    return list(real._fields)  # type: ignore[attr-defined]


def outcome(function: Callable[..., object], *args: object, **kwargs: object) -> object:
    """Return what a call gives back, or the class of what it raises."""
    try:
        return function(*args, **kwargs)
    except (AttributeError, TypeError, ValueError) as error:
        return type(error)


def assert_same_definition(real: type, written: type) -> None:
    fields = names(real)
    assert written.__qualname__ == real.__qualname__
    # Without a docstring dataclasses and named tuples say their signature.
    assert written.__doc__ in {None, real.__doc__}
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
    return FACTORY if value is ... or repr(value) == "<factory>" else seen(value)


def seen(value: object) -> tuple[str, str]:
    """Return what is to be seen of a value: those of two modules are of two classes."""
    shows = type(value).__repr__ is not object.__repr__
    return type(value).__qualname__, repr(value) if shows else ""


def _values(owner: type, prefix: str = "") -> dict[str, Any]:
    """Return something to make an instance of."""
    return {name: f"{prefix}{name}" for name in inspect.signature(owner).parameters}


def _made(owner: type, fields: list[str]) -> list[Any]:
    """Return two instances of the same values, one of others, and one for each field changed."""
    same = _values(owner)
    changed = [{**same, name: "another"} for name in fields if name in same]
    return [owner(**v) for v in (same, same, _values(owner, "x"), *changed)]


def state(instance: Any, fields: list[str]) -> dict[str, tuple[str, str]]:
    """Return what is to be seen of an instance's fields."""
    return {name: seen(getattr(instance, name, _MISSING)) for name in fields}


def assert_same_behaviour(real: Any, written: Any) -> None:
    fields = names(real)
    mine, theirs = _made(written, fields), _made(real, fields)
    for a, b in zip(mine, theirs, strict=True):
        assert state(a, fields) == state(b, fields)
        assert outcome(repr, a) == outcome(repr, b)
        assert hasattr(a, "__dict__") == hasattr(b, "__dict__")
        by_identity, also = (c.__hash__ is vars(object)["__hash__"] for c in (real, written))
        assert by_identity is also
        assert by_identity or outcome(hash, a) == outcome(hash, b)
    for relation in (eq, ne, lt, le, gt, ge):
        for a, b in zip(mine, theirs, strict=True):
            assert outcome(relation, mine[0], a) == outcome(relation, theirs[0], b)
            assert outcome(relation, a, mine[0]) == outcome(relation, b, theirs[0])
    assert_same_copies(mine[0], theirs[0], fields)
    assert_same_defaults(real, written, fields)
    if issubclass(real, tuple):
        assert_same_tuples(real, written)


def assert_same_copies(mine: Any, theirs: Any, fields: list[str]) -> None:
    protocols = range(2, pickle.HIGHEST_PROTOCOL + 1)
    pickled = [partial(_through_pickle, protocol=protocol) for protocol in protocols]
    ways: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, *pickled]
    for copied in ways:
        a, b = copied(mine), copied(theirs)
        assert type(a) is type(mine)
        assert state(a, fields) == state(b, fields) == state(mine, fields)
        assert (a == mine) is (b == theirs)
    for name in inspect.signature(type(theirs)).parameters:
        a = mine.__replace__(**{name: "new"})
        assert type(a) is type(mine)
        assert state(a, fields) == state(_replaced(theirs, name, "new"), fields)
    assert outcome(mine.__replace__, none=1) in {TypeError, ValueError}


def _replaced(instance: Any, name: str, value: object) -> Any:
    if dataclasses.is_dataclass(instance):
        return dataclasses.replace(instance, **{name: value})  # type: ignore[type-var]
    return instance._replace(**{name: value})


def assert_same_tuples(real: Any, written: Any) -> None:
    """Hold a named tuple to what it has of its own."""
    values = names(real)
    mine, theirs = written(*values), real(*values)
    assert tuple(mine) == tuple(theirs)
    assert mine._asdict() == theirs._asdict()
    assert written._fields == real._fields
    assert written._field_defaults == real._field_defaults
    assert tuple(written._make(iter(values))) == tuple(mine)
    assert outcome(written._make, []) is outcome(real._make, []) is TypeError


def _through_pickle(instance: object, protocol: int) -> object:
    return pickle.loads(pickle.dumps(instance, protocol))  # noqa: S301 - what was just written


def assert_same_defaults(real: Any, written: Any, fields: list[str]) -> None:
    """Make instances of what has to be given alone, and see that they share nothing."""
    parameters = inspect.signature(real).parameters.values()
    needed = {p.name: p.name for p in parameters if p.default is p.empty}
    a, again, b = written(**needed), written(**needed), real(**needed)
    assert state(a, fields) == state(b, fields)
    for name in fields:
        value = getattr(a, name, None)
        if isinstance(value, dict | list | set):
            assert value is not getattr(again, name)
