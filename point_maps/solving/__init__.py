"""From a record's words to millimetres on one body: where it lies, what is under it, what is drawn there."""
