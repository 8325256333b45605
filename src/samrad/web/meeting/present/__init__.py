"""What the pages of meetings show, made ready so that templates hold no logic."""
