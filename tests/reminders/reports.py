"""Delivery status notifications as mail servers word them, about a message of a given key."""

from __future__ import annotations

POSTFIX = """\
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: hello@localhost
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 23 Nov 2026 12:00:00 +0000 (GMT)

Final-Recipient: rfc822; joan@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b1
Content-Type: {enclosed}

From: Shared Ground <hello@localhost>
To: joan@example.org
Subject: A place is yours
Message-ID: <{key}@localhost>

--b1--
"""
EXCHANGE = """\
From: postmaster@trust.example.org
Subject: Undeliverable: A place is yours
In-Reply-To: <{key}@localhost>
References: <{key}@localhost>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b2"

--b2
Content-Type: text/html; charset=us-ascii

<p>Your message couldn't be delivered.</p>
--b2
Content-Type: message/delivery-status

Reporting-MTA: dns;MAIL01.trust.example.org

Original-Recipient: rfc822;joan@example.org
Final-Recipient: rfc822;joan@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{said}

--b2--
"""
NAMED_IN_FIELDS = """\
From: mailer@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary=b3

--b3
Content-Type: message/delivery-status

Reporting-MTA: dns; a.example.org
Original-Message-ID: <{key}@localhost>

Final-Recipient: rfc822; joan@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b3--
"""
OUT_OF_OFFICE = """\
From: joan@example.org
In-Reply-To: <{key}@localhost>
Subject: Automatic reply: A place is yours
Auto-Submitted: auto-replied
Content-Type: text/plain

I am away until Monday. 550 things wait for me.
"""
GARBAGE = """\
From: x
Content-Type: multipart/report; boundary=b

--b
Content-Type: message/delivery-status"""


def worded(
    server: str,
    key: object,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 5.1.1 <joan@example.org>: Recipient address rejected: User unknown",
    enclosed: str = "message/rfc822",
) -> bytes:
    """One report in the words of a server."""
    filled = server.format(key=key, action=action, status=status, said=said, enclosed=enclosed)
    return filled.replace("\n", "\r\n").encode()
