"""What leaves the house: shipments, how they are packed, and who took them away."""
