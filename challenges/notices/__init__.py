"""Every kind of message of this app: about challenges, and about what organisations promised."""

from challenges.notices import answers, promises, quiet

KINDS = (*quiet.KINDS, *promises.KINDS, *answers.KINDS)
