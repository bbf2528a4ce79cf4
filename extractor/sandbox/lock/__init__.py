"""What takes rights away from the process that calls it, for good: limits, Landlock, seccomp, capabilities.

It imports nothing of the package, so that helper processes, which are started by path, can use it too.
"""
