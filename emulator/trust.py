"""What STS checks before it gives credentials for a token: the provider, the audience, the role's trust policy; for other
credentials, where a role's trust policy speaks of them: principal and external id. And the time that a request was signed at.

Stock moto checks nothing. Codes and messages are AWS's (API references of AssumeRoleWithWebIdentity and AssumeRole).
"""
import base64
import datetime
import fnmatch
import json
import time
import urllib.parse

from moto.iam.models import get_account_id_from, iam_backends
from moto.sts.models import sts_backends

DENIED = ("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")


def refusal(raw):
    fields = dict(urllib.parse.parse_qsl(raw.decode()))
    arn, token = fields.get("RoleArn", ""), fields.get("WebIdentityToken", "")
    if arn.count(":") < 5:
        return "ValidationError", f"{arn} is invalid"
    partition, account = arn.split(":")[1], arn.split(":")[4]
    claims = claims_of(token)
    if claims is None:
        return "InvalidIdentityToken", "The ID Token provided is not a valid JWT."
    if claims.get("exp", 0) < time.time():
        return "ExpiredTokenException", "Token expired: current date/time must be before the expiration date/time"
    iam = iam_backends[account][partition]
    issuer = str(claims.get("iss", "")).split("://")[-1]
    provider = next((p for p in iam.open_id_providers.values() if p.url.split("://")[-1] == issuer), None)
    if provider is None:
        return "InvalidIdentityToken", f"No OpenIDConnect provider found in your account for https://{issuer}"
    if not any(audience in provider.client_id_list for audience in listed(claims.get("aud"))):
        return "InvalidIdentityToken", "Incorrect token audience"
    role = next((r for r in iam.roles.values() if r.arn == arn), None)
    if role is None:
        return DENIED
    effects = {one["Effect"] for one in trusting(role) if applies(one, provider.arn, issuer, claims)}
    return None if effects == {"Allow"} else DENIED


def chained_refusal(raw, key):
    """AssumeRole with other credentials. A role that is not there, or whose trust policy speaks of tokens alone, is not checked:
    tests get their keys so."""
    fields = dict(urllib.parse.parse_qsl(raw.decode()))
    arn = fields.get("RoleArn", "")
    if arn.count(":") < 5:
        return "ValidationError", f"{arn} is invalid"
    partition, account = arn.split(":")[1], arn.split(":")[4]
    role = next((r for r in iam_backends[account][partition].roles.values() if r.arn == arn), None)
    about = [one for one in trusting(role) if "sts:AssumeRole" in listed(one.get("Action", []))] if role else []
    if not about:
        return None
    own = get_account_id_from(key)
    session = sts_backends[own][partition].get_assumed_role_from_access_key(key)
    principals = {f"arn:{partition}:iam::{own}:root", own, *([session.role_arn, session.arn] if session else [])}
    given = {"sts:externalid": fields.get("ExternalId")}
    effects = {one["Effect"] for one in about if principals & set(listed(one["Principal"].get("AWS", []))) and conditions_hold(one, given)}
    caller = session.arn if session else f"arn:{partition}:iam::{own}:user/unknown"
    return None if effects == {"Allow"} else ("AccessDenied", f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}")


def skew(signed, service):
    """None, or how AWS refuses a request that was signed more than a quarter of an hour ago, or is to be."""
    try:
        at = datetime.datetime.strptime(signed, "%Y%m%dT%H%M%SZ")
    except ValueError:
        return None
    now, quarter = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None), datetime.timedelta(minutes=15)
    if abs(now - at) <= quarter:
        return None
    if service == "ec2":
        return "RequestExpired", "Request has expired."
    text = "{:%Y%m%dT%H%M%SZ}".format
    late, early = f"Signature expired: {signed} is now earlier than", f"Signature not yet current: {signed} is still later than"
    said = f"{late} {text(now - quarter)} ({text(now)} - 15 min.)" if at < now else f"{early} {text(now + quarter)} ({text(now)} + 15 min.)"
    return "SignatureDoesNotMatch", said


def trusting(role):
    document = role.assume_role_policy_document
    return listed(json.loads(urllib.parse.unquote(document) if document.startswith("%") else document)["Statement"])


def conditions_hold(statement, given):
    conditions = [(operator, key, wanted) for operator, keys in statement.get("Condition", {}).items() for key, wanted in keys.items()]
    return all(holds(operator, given.get(key.lower()), listed(wanted)) for operator, key, wanted in conditions)


def claims_of(token):
    try:
        part = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except Exception:
        return None


def listed(value):
    return value if isinstance(value, list) else [value]


def applies(statement, provider, issuer, claims):
    if not any(fnmatch.fnmatch("sts:assumerolewithwebidentity", action.lower()) for action in listed(statement.get("Action", []))):
        return False
    principal = statement.get("Principal", {})
    if principal != "*" and provider not in listed(principal.get("Federated", [])):
        return False
    conditions = [(operator, key, wanted) for operator, keys in statement.get("Condition", {}).items() for key, wanted in keys.items()]
    return all(holds(operator, claim_of(key, issuer, claims), listed(wanted)) for operator, key, wanted in conditions)


def claim_of(key, issuer, claims):
    """The token's claim that a condition's key means; None for any other key, which no token answers."""
    return claims.get(key[len(issuer) + 1:]) if key.lower().startswith(issuer + ":") else None


def holds(operator, value, wanted):
    if value is None:
        return False
    values = [str(one) for one in listed(value)]
    if operator == "StringEquals":
        return any(one in wanted for one in values)
    return operator == "StringLike" and any(fnmatch.fnmatchcase(one, like.replace("[", "[[]")) for one in values for like in wanted)
