"""Fifth shape: what drafting keeps besides the declaration."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add its tables."""
