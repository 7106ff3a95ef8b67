"""Put a mutant in the place of the code that runs, in a process that is thrown away afterwards."""

import sys
from types import FunctionType, ModuleType

from tests.mutation.mutants import Mutant


class UnfitError(Exception):
    """A mutant whose function has other free variables than the one in use."""


def put(mutant: Mutant) -> None:
    """Let the function of a module run a mutant's code; raise `UnfitError` if it cannot."""
    module = sys.modules[mutant.module]
    made = ModuleType(mutant.module)
    made.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    exec(mutant.code, made.__dict__)  # noqa: S102 - this is what a mutant is for
    new, old = _found(made, mutant.function), _found(module, mutant.function)
    if not isinstance(old, FunctionType):
        _rename(mutant.function, old, new)
        return
    assert isinstance(new, FunctionType)
    try:
        old.__code__ = new.__code__
    except ValueError as error:
        raise UnfitError from error
    old.__defaults__ = new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__


def _found(module: ModuleType, qualified: str) -> object:
    """Return what a name stands for, without what decorators put around a function."""
    found: object = module
    for name in qualified.split("."):
        found = vars(found)[name]
    if isinstance(found, property):
        found = found.fget
    return getattr(found, "__wrapped__", found)


def _rename(name: str, old: object, new: object) -> None:
    """Give a value of a module's another, wherever it was imported to."""
    for module in list(sys.modules.values()):
        if module.__name__.startswith("reportdsl") and vars(module).get(name) is old:
            setattr(module, name, new)
