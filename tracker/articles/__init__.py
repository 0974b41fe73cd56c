"""Articles: accounting for every number of the texts that the data was read from."""
