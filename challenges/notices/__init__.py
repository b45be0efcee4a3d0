"""Every kind of message of this app: about challenges, promises and strengths."""

from challenges.notices import answers, promises, quiet, strengths

KINDS = (*quiet.KINDS, *promises.KINDS, *answers.KINDS, *strengths.KINDS)
