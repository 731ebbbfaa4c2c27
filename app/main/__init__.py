"""The composition root: the only package that knows everybody; it puts the parts together and decides nothing else."""
