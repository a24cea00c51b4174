ALL = {}
closed = 0
