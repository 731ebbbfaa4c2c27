"""What a certificate says of itself, for people and for the refusal of an outdated one; public facts only."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.declarations.signed import CertificateUnusable, algorithm_of
from app.signing.trouble import Cause, SignerUnavailable


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Owner, issuer, serial number (hex), first and last moment, algorithm ("" where we cannot sign with it)."""

    owner: str
    issuer: str
    serial: str
    since: datetime
    until: datetime
    algorithm: str


def facts_of(certificate: str) -> CertificateFacts:
    """Return a certificate's facts; raises CertificateUnusable where it cannot be read at all."""
    try:
        read = x509.load_pem_x509_certificate(certificate.encode("ascii"))
        facts = (_name(read.subject), _name(read.issuer), f"{read.serial_number:x}")
        since, until = read.not_valid_before_utc, read.not_valid_after_utc
    except ValueError as error:
        raise CertificateUnusable("操作员证书无法读取，请重新选择证书") from error
    try:
        algorithm = algorithm_of(certificate).value
    except CertificateUnusable:
        algorithm = ""
    return CertificateFacts(*facts, since, until, algorithm)


def refuse_outdated(certificate: str, now: datetime) -> None:
    """Raise SignerUnavailable for a certificate that is not valid at ``now``: what it signs would be refused."""
    facts = facts_of(certificate)
    if not facts.since <= now <= facts.until:
        local = now.tzinfo
        since, until = facts.since.astimezone(local), facts.until.astimezone(local)
        told = f"证书有效期为 {since:%Y-%m-%d} 至 {until:%Y-%m-%d}，今天不能签名，请更换证书后再申报"
        raise SignerUnavailable(told, Cause.OUTDATED)


def _name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
