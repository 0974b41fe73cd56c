"""Site: the whole dashboard as files for any web host: no server, no database, nothing from elsewhere."""
