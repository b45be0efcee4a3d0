"""Run this checkout on this machine.

python -m config.local up             servers, database, demonstration, web and workers
                                      (--empty: without reference data and demonstration)
python -m config.local exec -- CMD    start the servers if need be and run a command
python -m config.local stop           stop everything of this checkout
python -m config.local reset          stop, and forget all data: the next `up` starts afresh
"""

from __future__ import annotations

import os
import sys

from config.local import servers
from config.local.daemon import end
from config.local.folder import InUse, running_up
from config.local.unprivileged import LauncherError
from config.local.up import up


def _exec(command: list[str]) -> int:
    if not command:
        raise LauncherError("exec needs a command: python -m config.local exec -- CMD")
    use = InUse()
    environment = servers.start()
    use.keep_across_exec()
    os.environ["PATH"] = environment["PATH"]  # where the command itself is looked for
    try:
        os.execvpe(command[0], command, environment)
    except FileNotFoundError:
        raise LauncherError(f"There is no command {command[0]}.") from None


def _stop() -> None:
    if pid := running_up():
        end([pid], seconds=60)
    servers.stop()


def _main(words: list[str]) -> int:
    match words:
        case ["exec", "--", *command] | ["exec", *command]:
            return _exec(command)
        case ["up", *options] if {"--empty", "--end-with-parent"}.issuperset(options):
            return up(ends_with_parent="--end-with-parent" in options, empty="--empty" in options)
        case ["stop"]:
            _stop()
        case ["reset"]:
            _stop()
            servers.reset()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(_main(sys.argv[1:]))
    except LauncherError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
