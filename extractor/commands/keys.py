"""``extractor keys``: the API keys of the service."""

import argparse
import time

from extractor.commands.options import positive
from extractor.commands.serving import add_place_arguments, settings_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="make a key; it is shown once")
    add.add_argument("name", help="what the key is called")
    add.add_argument(
        "--scope",
        action="append",
        choices=("convert", "review", "metrics", "all"),
        help="what it may do, several by repeating (default: convert)",
    )
    add.add_argument("--requests-per-minute", type=positive, metavar="N", help="instead of the server's limit")
    add.add_argument("--max-queued-jobs", type=positive, metavar="N", help="documents of this key that may wait")
    revoke = actions.add_parser("revoke", help="end a key")
    revoke.add_argument("name")
    listed = actions.add_parser("list", help="names, scopes and dates; never the keys themselves")
    for action in (add, revoke, listed):
        add_place_arguments(action)


def run(arguments: argparse.Namespace) -> int:
    """Make, end or list keys; UsageError on a name that is taken or unknown."""
    settings = settings_of(arguments)
    from extractor.service.jobs.database import Database
    from extractor.service.keys import Keys

    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database_url)
    try:
        keys = Keys(database)
        if arguments.action == "add":
            scopes = tuple(arguments.scope or ("convert",))
            print(keys.add(arguments.name, scopes, arguments.requests_per_minute, arguments.max_queued_jobs))
        elif arguments.action == "revoke":
            keys.revoke(arguments.name)
        else:
            for key in keys.listed():
                state = "valid" if key.revoked is None else f"revoked {_day(key.revoked)}"
                print(f"{key.name}\t{','.join(key.scopes)}\tmade {_day(key.created)}\t{state}")
    finally:
        database.close()
    return 0


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))
