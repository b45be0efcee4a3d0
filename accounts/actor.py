"""Who acts. Passed down to every action, so that each app, the lowest included, can record it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one hat, a guest, or a job, as of this request.

    It is built anew for each request from hats that are current then, so that an ended hat can do
    nothing at the next request. The hat's capacity, partnership and organisation are plain values:
    `accounts` knows nothing of `partnership`.
    """

    person_id: int | None = None
    name: str = ""
    hat_id: int | None = None
    hat_label: str = ""
    capacity: str = ""
    partnership_id: int | None = None
    organisation_id: int | None = None
    on_behalf_of: str = ""
    job: str = ""

    @classmethod
    def guest(cls, name: str = "") -> Actor:
        """Somebody who has not signed in."""
        return cls(name=name)

    @classmethod
    def for_job(cls, job: str) -> Actor:
        """A scheduled job or a command."""
        return cls(job=job, name=job)

    def wears(self, partnership_id: int | None, *capacities: str) -> bool:
        """Whether the hat is one of `capacities` in this partnership."""
        return (
            self.hat_id is not None
            and self.partnership_id == partnership_id
            and self.capacity in capacities
        )

    @property
    def worn_hat_id(self) -> int:
        """The hat's id, for rows that keep it, where a rule has required a hat."""
        assert self.hat_id is not None
        return self.hat_id

    def as_context(self) -> dict[str, object]:
        """What the record keeps of who acted."""
        facts = {
            "person": self.person_id,
            "hat": self.hat_id,
            "hat_label": self.hat_label,
            "on_behalf_of": self.on_behalf_of,
            "job": self.job,
        }
        return {name: value for name, value in facts.items() if value}
