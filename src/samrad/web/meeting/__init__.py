"""Meetings: before, in the room, after."""
