"""Agents' packing lists: from whatever workbook they send to typed rows, in plain Python."""
