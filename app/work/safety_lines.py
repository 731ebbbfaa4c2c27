"""What the self-check tells of the safety of the data: checks, backups, keys, audit, restore; it repairs nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from app.store import backup, reconcile
from app.store.engine import Connection, StoreTrouble
from app.store.health import WEEK, last_checked
from app.store.key_slots import DEMO, FILE, RECOVERY, SLOT_WORDS, KeySlots, KeyTrouble
from app.store.strangers import strangers
from app.work.audit_check import report
from app.work.check_line import CheckLine, Verdict

BACKUPS = "backups"
_OLD_BACKUP = timedelta(days=2)
_NAMED = 5


def encryption_line(folder: Path) -> CheckLine:
    """Tell by which slots the data can be opened; a demo profile's slot protects against nobody at this computer."""
    name = "数据加密"
    try:
        kinds = KeySlots.read(folder / FILE).kinds()
    except KeyTrouble as trouble:
        return CheckLine(name, Verdict.BAD, str(trouble), f"encryption: the key slots cannot be used ({trouble.code})")
    english = f"encryption: SQLCipher, key slots: {', '.join(kinds)}"
    if kinds == (DEMO,):
        told = f"数据已加密；演示档案，密钥槽文件也在 {folder}（仅本人可读），正式使用请加设口令或系统密钥串"
        return CheckLine(name, Verdict.OK, told, f"{english} (demo profile, slot file in {folder}, mode 0600)")
    told = f"数据已加密，打开方式：{'、'.join(SLOT_WORDS[kind] for kind in kinds)}"
    if DEMO in kinds:
        told = f"{told}；演示密钥文件仍在数据旁边，请用 portdesk keys remove demo 移除"
        return CheckLine(name, Verdict.WARN, told, f"{english}; remove the demo slot")
    if RECOVERY not in kinds:
        told = f"{told}；没有办公室恢复密钥，忘记口令或换电脑时无法打开，请用 portdesk keys recovery 生成并另处保管"
        return CheckLine(name, Verdict.WARN, told, f"{english}; make a recovery key and keep it elsewhere")
    return CheckLine(name, Verdict.OK, told, english)


def safety_lines(folder: Path, connection: Connection, now: datetime) -> Iterator[CheckLine]:
    """Tell of the checks, the backups, the audit chain, and what a restore left to be asked."""
    yield _checks(connection, now)
    yield _backups(folder, connection, now)
    yield _audit(folder, connection)
    waiting = reconcile.waiting(connection)
    if waiting:
        told = f"数据曾从备份恢复，还有 {waiting} 票要先向单一窗口核实，核实前不发送任何单证；请保持联网，勿重复申报"
        yield CheckLine("恢复核实", Verdict.WARN, told, f"restored: {waiting} to be asked for before anything is sent")
    unknown = strangers(connection)
    if unknown:
        names = "、".join(one.client_seq_no or one.seq_no or one.message_id for one in unknown[:_NAMED])
        more = " 等" if len(unknown) > _NAMED else ""
        told = (
            f"单一窗口有 {len(unknown)} 票本机没有的单证（{names}{more}），多半是备份之后申报的；请先核对，勿重复申报"
        )
        english = f"restored: the gateway holds {len(unknown)} unknown here, do not file them again"
        yield CheckLine("恢复核实", Verdict.WARN, told, english)


def _checks(connection: Connection, now: datetime) -> CheckLine:
    name, last = "完整检查", last_checked(connection, full=True)
    if last is None:
        told = "还没有做过完整检查，下次打开窗口时会自动做"
        return CheckLine(name, Verdict.OK, told, "full check: not yet made, the window makes it")
    if not timedelta() <= now - last <= 2 * WEEK:
        told = f"上次完整检查是 {last:%Y-%m-%d}，已超过两周，请打开一次窗口让程序检查"
        return CheckLine(name, Verdict.WARN, told, f"full check: last on {last:%Y-%m-%d}, open the window once")
    return CheckLine(name, Verdict.OK, f"上次完整检查 {last:%Y-%m-%d}，完好", f"full check: sound on {last:%Y-%m-%d}")


def _backups(folder: Path, connection: Connection, now: datetime) -> CheckLine:
    name, target = "备份", folder / BACKUPS
    made = backup.listed(target)
    if not made:
        has_data = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM drafts)").scalar_one()
        if not has_data:
            return CheckLine(name, Verdict.OK, "还没有数据，不需要备份", "backup: nothing to keep yet")
        told = "还没有备份，请在设置里按“现在备份”；窗口开着时每小时和退出时自动备份"
        return CheckLine(name, Verdict.WARN, told, "backup: none yet, run portdesk backup create")
    newest = made[0]
    when, count = f"{newest.made_at:%Y-%m-%d %H:%M}", len(made)
    if now - newest.made_at > _OLD_BACKUP and backup.is_outdated(folder, target):
        told = f"最近一次备份是 {when}，之后又有改动，请在设置里按“现在备份”"
        return CheckLine(name, Verdict.WARN, told, f"backup: the newest of {when} is old, run portdesk backup create")
    told = f"共 {count} 份，最近一次 {when}，已核对；请定期用 portdesk backup export 存一份到别处"
    return CheckLine(name, Verdict.OK, told, f"backup: {count}, the newest of {when}, checked")


def _audit(folder: Path, connection: Connection) -> CheckLine:
    name = "操作记录"
    try:
        found = report(connection, folder)
    except StoreTrouble as trouble:
        return CheckLine(name, Verdict.BAD, str(trouble), "audit: cannot be read")
    if found.broken:
        told = f"{found.broken[0]}；请停止使用并联系负责人，不要删除任何文件"
        return CheckLine(name, Verdict.BAD, told, f"audit: not as it was written ({len(found.broken)} findings)")
    signed = f"，签名到第 {found.newest.head.seq} 条" if found.newest else ""
    english = f"audit: {found.entries} entries, {found.heads} signed heads, whole"
    return CheckLine(name, Verdict.OK, f"{found.entries} 条，前后相符{signed}", english)
