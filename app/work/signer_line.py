"""The self-check's line about card and certificate: is it there, is it valid, how many tries are left, what to do."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

from app.declarations.signed import CertificateUnusable
from app.signing.choice import SignerChoice, SignerKind, choice_of
from app.signing.facts import CertificateFacts, facts_of
from app.signing.helper_process import Helper
from app.signing.trouble import SENTENCES, Cause, SignerUnavailable, unavailable
from app.store import pin_tries
from app.store.engine import Connection
from app.store.settings import get_setting
from app.work.check_line import CheckLine, Verdict
from app.work.signing import SEEN, SETTING

NAME = "签名证书"
_SOON = timedelta(days=30)
_UNKNOWN = "数据没有打开，不知道用哪张证书签名；请先解决上面的问题"


def signer_line(connection: Connection | None, keys: Path, now: datetime, *, ask_card: bool = True) -> CheckLine:
    """Look at the chosen key; with ``ask_card`` the card's driver is asked too, which may take its fifteen seconds."""
    if connection is None and not keys.is_dir():  # looking would make a key in a folder that was refused
        return CheckLine(NAME, Verdict.BAD, _UNKNOWN, "certificate: not looked for, the data could not be opened")
    choice = choice_of(get_setting(connection, SETTING)) if connection is not None else SignerChoice()
    try:
        if connection is None or choice.kind is SignerKind.DEMO:
            return _demo(keys, now)
        return _chosen(connection, choice, now, ask_card)
    except (SignerUnavailable, CertificateUnusable) as error:
        return CheckLine(NAME, Verdict.BAD, str(error), "certificate: the key or card cannot be used")


def _demo(keys: Path, now: datetime) -> CheckLine:
    facts = facts_of(Helper().open(SignerChoice(SignerKind.DEMO, str(keys)), ""))
    outdated = _period(facts, now)
    if outdated is not None:
        return outdated
    readable = [path for path in keys.iterdir() if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if readable:
        told = f"密钥文件 {readable[0]} 别人也能读，请改为仅本人可读（0600）"
        return CheckLine(NAME, Verdict.WARN, told, f"certificate: others can read {readable[0]}, set its mode to 0600")
    told = f"演示档案：软件证书、无 PIN，密钥槽文件在 {keys}（仅本人可读），有效期到 {facts.until:%Y-%m-%d}"
    english = f"certificate: demo profile, software certificate without a PIN, key slot file in {keys} (mode 0600)"
    return CheckLine(
        NAME, Verdict.OK, f"{told}；正式申报请用操作员卡", f"{english}, valid until {facts.until:%Y-%m-%d}"
    )


def _chosen(connection: Connection, choice: SignerChoice, now: datetime, ask_card: bool) -> CheckLine:
    left = pin_tries.MOST - pin_tries.tried(connection, choice.name)
    if left <= 0:
        return CheckLine(NAME, Verdict.BAD, SENTENCES[Cause.PIN_BLOCKED], "certificate: three wrong PINs, none tried")
    facts = _on_card(choice) if ask_card else None
    if facts is None:
        facts = _seen(connection, choice)
    if facts is not None and (outdated := _period(facts, now)) is not None:
        return outdated
    what = "卡/UKey" if choice.kind is SignerKind.TOKEN else f"软证书 {choice.path}"
    whose = f"，{facts.owner}，{facts.algorithm}，有效期到 {facts.until:%Y-%m-%d}" if facts is not None else ""
    sentence = f"{what}{whose}；PIN 在签名时询问，还可试 {left} 次"
    return CheckLine(NAME, Verdict.OK, sentence, f"certificate: {choice.kind.value}, {left} PIN tries left")


def _on_card(choice: SignerChoice) -> CertificateFacts | None:
    """Return what card or file show without a PIN; raises SignerUnavailable."""
    if choice.kind is SignerKind.FILE:
        if not Path(choice.path).is_file():
            raise unavailable(Cause.FILE, choice.path)
        return None
    found = [one for one in Helper().found(choice.module) if choice.token in ("", one.token_serial)]
    if not found:
        raise unavailable(Cause.NO_CARD)
    chosen = [one for one in found if choice.certificate.lower() in ("", one.certificate.serial)]
    if not chosen:
        raise unavailable(Cause.NO_CERTIFICATE)
    return chosen[0].certificate


def _seen(connection: Connection, choice: SignerChoice) -> CertificateFacts | None:
    kept = get_setting(connection, SEEN, {})
    known = kept.get(choice.name) if isinstance(kept, dict) else None
    return facts_of(str(known)) if known else None


def _period(facts: CertificateFacts, now: datetime) -> CheckLine | None:
    since, until = facts.since, facts.until
    if not since <= now <= until:
        told = f"证书有效期为 {since:%Y-%m-%d} 至 {until:%Y-%m-%d}，今天不能用，请更换证书后再申报"
        return CheckLine(NAME, Verdict.BAD, told, "certificate: not valid today, replace it before filing")
    if until - now < _SOON:
        told = f"证书将于 {until:%Y-%m-%d} 到期，只剩 {(until - now).days} 天，请尽快续期"
        return CheckLine(NAME, Verdict.WARN, told, f"certificate: expires on {until:%Y-%m-%d}, renew it")
    return None
