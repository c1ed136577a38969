"""The destinations: where posts go, as ``destinations.yaml`` or the settings name them."""
