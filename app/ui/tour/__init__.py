"""The guided tour: the real window driven by real keys through the main workflows, with pictures and a report."""

from app.ui.tour.guide import TourServices, run
from app.ui.tour.report import TourReport

__all__ = ["TourReport", "TourServices", "run"]
