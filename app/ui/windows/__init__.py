"""The window shell: rail, tabs, page stack, status bar; composition happens outside (app.main), work in the pages.

``MainWindow([Door(RailItem(key, words, icon), make_page, is_home=False), …])`` with pages that follow the ``Page``
Protocol (widget, title, icon, is_marked, hints, activated, may_close; signals retitled, hinted). Documents open with
``open_document(key, page, rail_key)``. Wire ``status``, ``rail.set_count``, ``strip.say``, ``toast.say`` outside.
``speak_chinese(app)`` turns Qt's own menus Chinese.
"""

from app.ui.windows.chinese import speak_chinese
from app.ui.windows.main_window import Door, MainWindow
from app.ui.windows.page import KeyHint, Page
from app.ui.windows.rail import RailItem
from app.ui.windows.status_bar import Link, StatusBar

__all__ = ["Door", "KeyHint", "Link", "MainWindow", "Page", "RailItem", "StatusBar", "speak_chinese"]
