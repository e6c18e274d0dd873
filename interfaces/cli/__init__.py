"""The command line: `taizhang`."""
