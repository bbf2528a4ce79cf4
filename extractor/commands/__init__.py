"""The commands, one a module: ``HELP``, ``add_arguments(parser)`` and ``run(arguments) -> exit status``."""
