"""Views of rights."""
