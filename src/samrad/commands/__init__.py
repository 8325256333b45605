"""The `samrad` program: one entrance over starting, migrating, the demo, and the engine on files.

Commands that need no database (`duties`, `routine check`) run without Django. The others set up
the environment first: with no DATABASE_URL, the embedded PostgreSQL in the home folder.
"""
