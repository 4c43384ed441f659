"""A tiny door that shows every piece of the kit once: for looking at, and for axe to look at."""
