"""What the pages say at an instant: events and a time → frozen values for the templates."""
