"""The pages: a station's day and the office's dashboard, drawn by the server.

Every page works as plain GET and POST; with scripts, parts of it are exchanged in place.
"""
