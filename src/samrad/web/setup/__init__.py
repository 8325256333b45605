"""Oppsett: first-run wizard, units, staff, letterhead. For systemansvarlig."""
