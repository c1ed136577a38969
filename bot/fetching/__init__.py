"""Files of others, got over the network within bounds."""
