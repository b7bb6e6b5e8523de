"""What people and the worker do at the gate."""
