"""The page on which two versions of one draft become one."""
