"""Papers: what an official letter consists of, and how it becomes PDF and DOCX (GB/T 9704)."""
