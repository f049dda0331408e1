"""What a map file may say: a record for each kind of table, with the statements and anchors it is made of."""
