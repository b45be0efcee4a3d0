from leaders.models.holding import RoleHolding
from leaders.models.role import LeadershipRole

__all__ = ["LeadershipRole", "RoleHolding"]
