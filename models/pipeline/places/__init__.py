"""Places on one body: its landmarks, and the waypoints of a table on bones, column and foramina."""
