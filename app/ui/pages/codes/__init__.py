"""代码库: the installed tables with their age, the tariff as a tree, what a code means here, imports and their undo."""
