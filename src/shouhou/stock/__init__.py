"""The ledger: places, holdings, moves, units, documents, and who is promised what."""
