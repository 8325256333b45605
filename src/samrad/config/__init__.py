"""The only place that knows all: settings, addresses and the server's entrance."""
