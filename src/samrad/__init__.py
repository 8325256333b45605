"""Samråd: koordinator, ansvarsgruppe and individuell plan for Norwegian municipalities.

The house is described in docs/forklaring/huset.md. Read the packages from the ground
(`kernel`, `duties`) upwards; a package imports only what stands below it.
"""

__version__ = "0.1.0"
