"""What `./dev` does, verb by verb; the parts that run before the venv need only Python itself."""
