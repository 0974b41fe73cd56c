"""Benchmarks: how fast the tracker reads, judges and shows, beside the floor that nothing can beat."""
