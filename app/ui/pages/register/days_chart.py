"""The last thirty days of a resident as columns, today at the right; it sums nothing."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.border_trade.lot import yuan
from app.store.border_person import DAYS
from app.ui.widgets.charts import Column, Columns


class DaysChart(Columns):
    """One column a day."""

    def __init__(self) -> None:
        super().__init__("近 30 天")

    def show_days(self, by_day: Mapping[date, int], today: date) -> None:
        """Show the value of each day."""
        days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        self.show_columns([_column(day, by_day.get(day)) for day in days])


def _column(day: date, value: int | None) -> Column:
    words = f"{day:%m-%d} {yuan(value):,.2f} 元" if value else f"{day:%m-%d} 没有"
    return Column(float(yuan(value)) if value else None, words)
