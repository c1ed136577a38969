"""What is answered to readers who follow something."""
