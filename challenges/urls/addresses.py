"""Where challenges lie; what a part adds begins with one of these."""

HERE = "partnerships/<slug:partnership>/"
ALL = f"{HERE}challenges/"
ONE = f"{ALL}<slug:challenge>/"
