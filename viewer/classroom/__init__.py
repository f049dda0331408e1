"""A class without accounts: a teacher's page leads, others follow. It keeps nothing of anybody."""
