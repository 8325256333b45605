"""Kinds of unit and agency, and what follows from them."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit does; routines find holders by it. The words stand in `documents.words`."""

    COORDINATING_UNIT = "coordinating_unit"
    HEALTH_STATION = "health_station"
    KINDERGARTEN = "kindergarten"
    SCHOOL = "school"
    UPPER_SECONDARY = "upper_secondary"
    PPT = "ppt"
    CHILD_WELFARE = "child_welfare"
    NAV = "nav"
    HOME_CARE = "home_care"
    MENTAL_HEALTH = "mental_health"
    REHABILITATION = "rehabilitation"
    RESPITE = "respite"
    HOUSING = "housing"
    CULTURE = "culture"
    GP = "gp"
    SPECIALIST_HEALTH = "specialist_health"
    HOSPITAL = "hospital"
    PRIVATE = "private"
    ADMINISTRATION = "administration"
    OTHER = "other"


class AgencyKind(StrEnum):
    """Who owns the agency."""

    MUNICIPAL = "municipal"
    COUNTY = "county"
    STATE = "state"
    HEALTH_TRUST = "health_trust"
    PRIVATE = "private"
