"""Papers: the uploaded and produced files of a case, each with its part, origin and checksum.

The bytes stand in the database, in a row of their own so that lists stay light; at most 20 MB
each, the type told by the content and never by the name. Source: arkivlova § 5 (origin known, not
altered). How a paper is laid out is `documents`; which step a signed paper belongs to is kept by
that step (a consent, a decision).
"""
