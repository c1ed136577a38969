"""HTTP on a socket, within bounds."""
