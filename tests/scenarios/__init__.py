"""Golden scenario folders: the message, what check says of it, and the changes that must bring one rule each."""
