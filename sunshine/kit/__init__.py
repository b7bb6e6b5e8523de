"""What every band may use: no models, no settings, no reading of the clock."""
