"""Reading a routine out of TOML, with errors that name the key, say what is allowed and guess the meaning.

A file may build on another by `extends`. The two are merged key by key (rules by their id), then
the whole is read. `docs/oppslag/rutinefil.md` describes the form.
"""

from samrad.duties.schema.files import MAX_BYTES, BadRoutine, bases_of, inner_rules, shipped, shipped_names
from samrad.duties.schema.reading import lacking, read_file, read_routine

__all__ = [
    "MAX_BYTES",
    "BadRoutine",
    "bases_of",
    "inner_rules",
    "lacking",
    "read_file",
    "read_routine",
    "shipped",
    "shipped_names",
]
