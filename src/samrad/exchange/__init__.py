"""What goes to and comes from other programs: calendar entries, spreadsheets, lists of staff and groups.

A calendar entry says that there is a meeting, when, and where to sign in: no name, no kind of unit,
no case number, no place (law 10 of the house). A list of staff or of groups is read whole or not at all.
Source: S3-028 (invitations), RFC 5545 and 5546 (calendar). What stands on paper is `documents`.
"""
