"""The labels a clerk may put on a declaration: a word and a tone, never sent anywhere."""

from enum import StrEnum


class Label(StrEnum):
    """A closed set, so that a word means the same to everybody at the desk."""

    URGENT = "急件"
    WAITS_CLIENT = "等客户"
    WAITS_PAPERS = "等单证"
    REVIEW = "待复核"
    DONE = "已核对"
