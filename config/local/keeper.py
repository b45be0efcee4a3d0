"""Ends what a killed `up` left behind. It reads a pipe whose other end dies with `up`.

python -m config.local.keeper FILE_DESCRIPTOR
"""

from __future__ import annotations

import os
import signal
import sys
import time

from config.local import servers
from config.local.daemon import end
from config.local.folder import InUse


def _main(descriptor: int) -> None:
    for sign in (signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    leaders: set[int] = set()
    with os.fdopen(descriptor) as told:
        for line in told:
            if line == "done\n":
                return
            pid = int(line[1:])
            if line.startswith("+"):
                leaders.add(pid)
            else:
                leaders.discard(pid)
    end(leaders)
    if InUse().only_user():
        servers.stop()
        # A server that was just being started when `up` was killed may have come up since.
        time.sleep(2)
        servers.stop()


if __name__ == "__main__":
    _main(int(sys.argv[1]))
