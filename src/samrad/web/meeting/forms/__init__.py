"""Forms of meetings: planning, the way to the meeting, the room, and after."""
