"""Reading: what stands between bytes on a disk and a record; `tracker.reader` is the door."""
