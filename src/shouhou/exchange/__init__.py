"""Boxes of bad parts in, good parts owed: consignments, counts, differences, handovers, debts."""
