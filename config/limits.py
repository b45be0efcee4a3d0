"""How often one may try: read by allauth, and by our own pages through it."""

# A trust's staff share one public address, so limits by address must be generous; one mailbox
# gets five codes in five minutes, whoever asks.
ACCOUNT_RATE_LIMITS: dict[str, str] = {
    "login": "300/m/ip",
    "signup": "120/m/ip",
    "request_login_code": "300/m/ip,5/5m/key",
    "login_failed": "300/m/ip,5/5m/key",  # codes of a second step, too
    "write_to_strangers": "100/d/user",  # who are asked by hand to act, or for their view
    "invitation_code": "20/5m/ip",  # codes that do not fit, from one address
    "invitation_code_anywhere": "200/5m/key",  # and from everybody together
}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
