"""What STS checks before it gives credentials for a token: the provider, the audience, the role's trust policy.

Stock moto checks nothing. Codes and messages are AWS's (API reference of AssumeRoleWithWebIdentity).
"""
import base64
import fnmatch
import json
import time
import urllib.parse

from moto.iam.models import iam_backends

ISSUER = "token.actions.githubusercontent.com"
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
    provider = next((p for p in iam.open_id_providers.values() if p.url.split("://")[-1] == ISSUER), None)
    if provider is None:
        return "InvalidIdentityToken", f"No OpenIDConnect provider found in your account for https://{ISSUER}"
    if claims.get("aud") not in provider.client_id_list:
        return "InvalidIdentityToken", "Incorrect token audience"
    role = next((r for r in iam.roles.values() if r.arn == arn), None)
    if role is None:
        return DENIED
    document = role.assume_role_policy_document
    document = json.loads(urllib.parse.unquote(document) if document.startswith("%") else document)
    return None if any(allows(statement, claims) for statement in listed(document["Statement"])) else DENIED


def claims_of(token):
    try:
        part = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except Exception:
        return None


def listed(value):
    return value if isinstance(value, list) else [value]


def allows(statement, claims):
    if statement.get("Effect") != "Allow" or "sts:AssumeRoleWithWebIdentity" not in listed(statement.get("Action", [])):
        return False
    if not any(str(one).endswith(ISSUER) for one in listed(statement.get("Principal", {}).get("Federated", []))):
        return False
    return all(holds(operator, key, wanted, claims) for operator, keys in statement.get("Condition", {}).items() for key, wanted in keys.items())


def holds(operator, key, wanted, claims):
    value = claims.get(key.split(":", 1)[1])
    if value is None:
        return False
    if operator == "StringEquals":
        return value in listed(wanted)
    return operator == "StringLike" and any(fnmatch.fnmatchcase(value, one.replace("[", "[[]")) for one in listed(wanted))
