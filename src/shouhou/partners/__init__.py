"""The partners: agents, suppliers and carriers, and who acts for an agent."""
