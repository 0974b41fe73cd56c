"""Tests: one file for each module, a sentence of behaviour for each test."""
