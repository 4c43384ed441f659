"""What leaves the department on paper: sheets as PDF, the codes on them, labels for printers."""
