"""Exit with 0 when the web server of this container answers; the container's health check."""

import http.client
import os
import sys


def main() -> int:
    """Ask as the first allowed host would: any other name is refused."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*")
    line = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    line.request("GET", "/health/live", headers={"Host": host or "localhost"})
    return 0 if line.getresponse().status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
