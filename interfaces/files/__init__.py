"""Files that people bring and take away: forms to fill in, histories, bad lines to put right."""
