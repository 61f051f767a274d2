"""`guide-engine try`: somebody's site on loopback with the snippet put in, to author on it.

Pure: `origins`, `policy`, `cookies`, `headers`, `markup`. Effects: `proxy`, `sockets`, `cli`.
"""
