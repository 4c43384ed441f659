"""The UI kit that every door is built with: shell, lists, forms, scan screens, refusals said."""
