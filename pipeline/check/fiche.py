"""Findings on a fiche by itself: what is missing, what cannot be, what does not fit together."""

import unicodedata
from collections.abc import Collection, Iterator
from itertools import zip_longest

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from pipeline.check.addresses import Address, addresses
from pipeline.check.names import is_personal, name_fit, spells
from pipeline.findings import Findings
from schemas.enums import FicheKind, FigureKind
from schemas.evidence import Evidence
from schemas.fiche import Fiche
from schemas.issue import Issue

#: Years that a running action can have: none is older than the Sécurité sociale, no plan runs past the last one.
#: Fixed bounds and not "years from today", so that the same input gives the same findings for ever.
FIRST_YEAR, LAST_YEAR = 1945, 2050


def check_fiche(fiche: Fiche, findings: Findings, first_names: Collection[str]) -> list[Issue]:
    """All findings on one fiche, in order of its fields.

    `first_names` (folded) tell a personal address from a service mailbox.
    """
    return [
        *_missing(fiche, findings),
        *_years(fiche, findings),
        *_unreachable(fiche, findings),
        *_phones(fiche, findings),
        *_emails(fiche, findings, first_names),
        *_figures(fiche, findings),
        *_sections(fiche, findings),
    ]


def _missing(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    if not fiche.departments and fiche.kind is not FicheKind.LEVER:
        yield findings.issue("missing_department", "Aucun département n'a été lu.", field="departments")
    if fiche.kind is not FicheKind.FICHE:
        return
    if fiche.period is None or (fiche.period.start_year is None and fiche.period.end_year is None):
        evidence = fiche.period.evidence if fiche.period else None
        yield findings.issue("missing_period", "L'en-tête ne donne pas d'année.", field="period", evidence=evidence)
    if not fiche.carriers:
        yield findings.issue("missing_carrier", "L'en-tête ne donne pas de porteur.", field="carriers")
    if not fiche.contacts:
        yield findings.issue("missing_contact", "L'en-tête ne donne pas de contact.", field="contacts")


def _years(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    if fiche.period is None:
        return
    for year in dict.fromkeys((fiche.period.start_year, fiche.period.end_year)):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            yield findings.issue(
                "year_out_of_range",
                f"L'année {year} est invraisemblable (on attend {FIRST_YEAR} à {LAST_YEAR}).",
                field="period",
                evidence=fiche.period.evidence,
            )


def _unreachable(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    for contact in fiche.contacts:
        if not contact.phones and not contact.emails:
            message = "Le contact n'a ni téléphone ni courriel."
            yield findings.issue("contact_unreachable", message, field="contacts", evidence=contact.evidence)


def _phones(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    printed: dict[str, Evidence | None] = {}
    for contact in fiche.contacts:
        # as with addresses: one finding for a number that people share, evidence where there is some
        for phone, place in zip_longest(contact.phones, contact.parts.phones[: len(contact.phones)]):
            printed.setdefault(phone, place)
    for phone, evidence in printed.items():
        problem = _phone_problem(phone)
        if problem:
            yield findings.issue("phone_impossible", problem, field="contacts", evidence=evidence)


def _phone_problem(phone: str) -> str | None:
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return "Le numéro de téléphone n'a pas d'indicatif connu."
    if not phonenumbers.is_possible_number(number):
        return "Le numéro de téléphone n'a pas le bon nombre de chiffres."
    if not phonenumbers.is_valid_number(number):
        return "Le numéro de téléphone n'appartient à aucune tranche attribuée."
    return None


def _emails(fiche: Fiche, findings: Findings, first_names: Collection[str]) -> Iterator[Issue]:
    for address in addresses(fiche):
        yield from _spelling(address, findings)
        yield from _disagreement(address, fiche, findings, first_names)


def _spelling(address: Address, findings: Findings) -> Iterator[Issue]:
    if "." not in address.domain:
        message = f"Le courriel n'a pas d'extension : le domaine est « {address.domain} »."
        yield findings.issue("email_without_tld", message, field="contacts", evidence=address.evidence)
        return
    if _is_valid(address.text):
        return
    plain = _without_accents(address.local) + "@" + address.domain
    if _is_valid(plain):
        message = f"Le courriel en « @{address.domain} » contient une lettre accentuée."
        yield findings.issue("email_invalid", message, "contacts", plain, address.evidence)
    else:
        message = f"Le courriel en « @{address.domain} » n'est pas valide."
        yield findings.issue("email_invalid", message, "contacts", evidence=address.evidence)


def _is_valid(email: str) -> bool:
    """Whether an address is well formed; nothing is looked up, reserved domains (`.example`, `.test`) pass.

    Accents before the @ are refused although a standard allows them: mail systems of public bodies do not take them.
    """
    try:
        validate_email(email, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _disagreement(address: Address, fiche: Fiche, findings: Findings, first_names: Collection[str]) -> Iterator[Issue]:
    """An address that fits none of the persons it was read for (one is enough: people share addresses)."""
    judged = [name_fit(address.local, contact.name or "") for contact in address.contacts]
    fits = [fit for fit in judged if fit]
    if not fits or any(fit.fits for fit in fits):
        return
    near = next((fit for fit in fits if fit.corrected), None)
    others = [contact.name for contact in fiche.contacts if contact.name and contact not in address.contacts]
    if near:
        message = f"Le courriel dit « {near.part} », le nom fait attendre « {near.expected} »."
        suggestion = f"{near.corrected}@{address.domain}"
        yield findings.issue("email_name_mismatch", message, "contacts", suggestion, address.evidence)
    elif any(spells(address.local, other) for other in others):
        message = "Le courriel nominatif correspond à un autre contact de la fiche."
        yield findings.issue("email_name_mismatch", message, "contacts", evidence=address.evidence)
    elif is_personal(address.local, first_names):
        message = "Le courriel nominatif ne contient aucune partie du nom du contact."
        yield findings.issue("email_name_mismatch", message, "contacts", evidence=address.evidence)


def _figures(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    for figure in fiche.figures:
        if figure.kind is FigureKind.PERCENT and max(figure.value, figure.high or 0) > 100:
            message = f"La part « {figure.raw} » dépasse 100 %."
            yield findings.issue("percent_above_hundred", message, field="figures", evidence=figure.evidence)


def _sections(fiche: Fiche, findings: Findings) -> Iterator[Issue]:
    for section in fiche.sections:
        if section.heading and not section.text.strip():
            message = f"La rubrique « {section.heading} » est vide."
            yield findings.issue("empty_section", message, field="sections")
