"""Measures the pages, the papers, the engine and the server in a municipality of two thousand cases."""
