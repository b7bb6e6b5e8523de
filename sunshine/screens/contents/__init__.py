"""What the parts hold: values of the database as JSON, nothing that depends on the moment."""
