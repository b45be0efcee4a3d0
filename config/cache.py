"""The cache is a convenience: when Redis is away a page is slower, never broken."""

from collections.abc import Callable
from typing import Any

import redis
import structlog
from django.core.cache.backends.redis import RedisCache

log = structlog.get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """A Redis cache that answers as an empty one while its server is away."""

    def _forgiving(self, call: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return call()
        except redis.RedisError:
            log.warning("cache_away")
            return otherwise

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._forgiving(
            lambda: super(ForgivingRedisCache, self).get(key, default, version), default
        )

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        self._forgiving(
            lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None
        )

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return bool(
            self._forgiving(
                lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), True
            )
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(
            self._forgiving(lambda: super(ForgivingRedisCache, self).delete(key, version), False)
        )
