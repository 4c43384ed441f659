"""Who people are, what they may do, and the one trail of what everybody did."""
