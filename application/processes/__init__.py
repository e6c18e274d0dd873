"""What follows by itself when something happens."""
