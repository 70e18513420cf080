"""Faults, a log of calls, and the state as data: a layer in front of moto.

PUT /moto-faults   [rule, …]  replaces the rules and clears the log. A rule matches by `service`, `action` (regular
                   expression), `account`, `region`, `role` (of an STS call); `skip` and `times` count. What it then does:
                   `status`, `code`, `message`: an error · `body`: this answer · `delay_ms`: a hang · `drop`: a reset ·
                   `truncate`: a 200 cut in the middle · `after`: the call is carried out first, and its answer lost (a hang
                   comes after it, too) ·
                   `first`: requests (`Action=…&…`) that are carried out before, by the same caller · `hold`: waits, after
                   all this, until PUT /moto-release.
                   A rule with `fail_arns` matches a TagResources or UntagResources of the tagging API that names one of them:
                   the call is carried out for the others, and these fail, each alone (`code`, `message`, `status`).
GET /moto-faults   rules with their hits, and the log of calls.
GET /moto-state?account=…&region=…   security groups with their rules, normalised.
GET /moto-tags?account=…   {ARN: {key: value}} of the whole account, all regions.
PUT /moto-owner    {account, region, group, owner}: a group of another owner, as a shared VPC shows it.
PUT /moto-aws-tags {account, region, id, tags}: tags that AWS alone writes (`aws:…`), on a resource of EC2 or a bucket's ARN.

Services are named as in the credential scope, and S3 Control `s3-control`; actions as the service names them, S3's and S3
Control's too (`GetBucketTagging`, `TagResource`), where they concern buckets or tags; other requests of REST services are `GET /path`.
"""
import io
import json
import re
import threading
import time
import urllib.parse

from moto.ec2.models import ec2_backends
from moto.iam.models import get_account_id_from

import tags
import trust

PARAMETERS = re.compile(r"^(Attach|Authorize|Revoke|Modify|Create|Delete|Detach|Update|AssumeRole|Tag|Untag|Put)")
SECRETS = ("WebIdentityToken",)


# As the credential scope names them; EC2, IAM and STS answer in XML.
JSON_SERVICES = ("tagging", "config", "organizations", "dynamodb", "kms", "logs", "ssm", "secretsmanager", "lambda", "sqs", "states", "ecs")
CONTROLS = ("/moto-faults", "/moto-release", "/moto-state", "/moto-owner", "/moto-tags", "/moto-aws-tags")


class Faults:
    def __init__(self, app, check_trust):
        self.app, self.check_trust = app, check_trust
        self.rules, self.log, self.lock = [], [], threading.Lock()
        self.released = threading.Event()

    def __call__(self, env, start):
        path = env.get("PATH_INFO", "")
        size = int(env.get("CONTENT_LENGTH") or 0)
        raw = env["wsgi.input"].read(size) if size else b""
        if path in CONTROLS:
            return answer_json(start, self.control(path, env, raw))
        if path.startswith("/moto-api"):
            return self.app(with_body(env, raw), start)
        call = describe(env, raw)
        with self.lock:
            self.log.append({k: v for k, v in call.items() if k != "caller"})
            rule = self.match(call, raw)
        if rule:
            for request in rule.get("first", []):
                self.forward(env, request.encode())
            if not rule.get("after"):
                time.sleep(rule.get("delay_ms", 0) / 1000)
        refused = self.refusal(env, raw, call) if self.check_trust else None
        if refused:
            return answer_error(start, call["service"], 403 if refused[0] in ("AccessDenied", "SignatureDoesNotMatch") else 400, *refused)
        if not rule:
            return self.app(with_body(env, raw), start)
        return self.faulty(rule, call, (env, raw), start)

    def refusal(self, env, raw, call):
        if call["action"] == "AssumeRoleWithWebIdentity":
            return trust.refusal(raw)
        late = trust.skew(env.get("HTTP_X_AMZ_DATE", ""), call["service"])
        return late or (trust.chained_refusal(raw, call["caller"]) if call["action"] == "AssumeRole" else None)

    def control(self, path, env, raw):
        query = dict(urllib.parse.parse_qsl(env.get("QUERY_STRING", "")))
        if path == "/moto-release":
            self.released.set()
            return {}
        if path == "/moto-owner":
            wanted = json.loads(raw)
            backend = ec2_backends[wanted["account"]][wanted["region"]]
            backend.get_security_group_from_id(wanted["group"]).owner_id = wanted["owner"]
            return {}
        if path == "/moto-tags":
            return tags.tags_of_account(query["account"])
        if path == "/moto-aws-tags":
            wanted = json.loads(raw)
            tags.write_aws_tags(wanted["account"], wanted["region"], wanted["id"], wanted["tags"])
            return {}
        if path == "/moto-state":
            return state(query["account"], query["region"])
        with self.lock:
            if env["REQUEST_METHOD"] == "PUT":
                self.rules = [{"hits": 0, "seen": 0, **rule} for rule in json.loads(raw or b"[]")]
                self.log.clear()
                self.released.clear()
            return {"rules": self.rules, "log": self.log}

    def match(self, call, raw):
        for rule in self.rules:
            if any(key in rule and rule[key] != call[key] for key in ("service", "region", "account", "role")):
                continue
            if not re.fullmatch(rule.get("action", ".*"), call["action"]):
                continue
            if "fail_arns" in rule and not (call["service"] == "tagging" and any(one in raw.decode() for one in rule["fail_arns"])):
                continue
            rule["seen"] += 1
            if rule["seen"] <= rule.get("skip", 0) or rule["hits"] >= rule.get("times", 1 << 60):
                continue
            rule["hits"] += 1
            return rule
        return None

    def forward(self, env, raw):
        got = {}

        def start(status, headers, exc_info=None):
            got["status"], got["headers"] = status, headers
        body = b"".join(self.app(with_body(env, raw), start))
        return got["status"], got["headers"], body

    def faulty(self, rule, call, request, start):
        env, raw = request
        if "fail_arns" in rule:
            return self.without_some(rule, env, raw, start)
        done = None
        if rule.get("after") or rule.get("truncate") or not (rule.get("status") or rule.get("drop") or "body" in rule):
            done = self.forward(env, raw)
        if rule.get("after"):
            time.sleep(rule.get("delay_ms", 0) / 1000)
        if rule.get("hold"):
            self.released.wait(120)
        if rule.get("drop"):
            env["werkzeug.socket"].shutdown(2)
            start("500 dropped", [])
            return [b""]
        if rule.get("status"):
            return answer_error(start, call["service"], rule["status"], rule.get("code", "InternalError"), rule.get("message", "injected"))
        if "body" in rule:
            return answer(start, "200 OK", [("Content-Type", "text/xml")], rule["body"].encode())
        status, headers, body = done
        return answer(start, status, headers, body[: len(body) // 2] if rule.get("truncate") else body)


    def without_some(self, rule, env, raw, start):
        """A call for several resources, of which some fail."""
        wanted = json.loads(raw)
        named = wanted["ResourceARNList"]
        others = [one for one in named if one not in rule["fail_arns"]]
        status, headers, failed = "200 OK", [("Content-Type", "application/x-amz-json-1.1")], {}
        if others:
            status, headers, body = self.forward(env, json.dumps({**wanted, "ResourceARNList": others}).encode())
            if not status.startswith("200"):
                return answer(start, status, headers, body)
            failed = json.loads(body)["FailedResourcesMap"]
        info = {"StatusCode": rule.get("status", 500), "ErrorCode": rule.get("code", "InternalServiceException"),
                "ErrorMessage": rule.get("message", "injected")}
        failed |= {one: info for one in named if one not in others}
        return answer(start, status, headers, json.dumps({"FailedResourcesMap": failed}).encode())


def with_body(env, raw):
    return {**env, "wsgi.input": io.BytesIO(raw), "CONTENT_LENGTH": str(len(raw))}


def answer(start, status, headers, body):
    start(status, [(k, v) for k, v in headers if k.lower() != "content-length"] + [("Content-Length", str(len(body)))])
    return [body]


def answer_json(start, value):
    return answer(start, "200 OK", [("Content-Type", "application/json")], json.dumps(value).encode())


def answer_error(start, service, status, code, message):
    text = f"<Code>{code}</Code><Message>{message}</Message>"
    if service in JSON_SERVICES:
        kind = [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-errortype", code)]
        return answer(start, f"{status} injected", kind, json.dumps({"__type": code, "message": message}).encode())
    if service == "s3":
        body = f'<?xml version="1.0"?><Error>{text}<RequestId>injected</RequestId></Error>'
    elif service == "ec2":
        body = f'<?xml version="1.0"?><Response><Errors><Error>{text}</Error></Errors><RequestID>injected</RequestID></Response>'
    else:
        body = f"<ErrorResponse><Error><Type>Sender</Type>{text}</Error><RequestId>injected</RequestId></ErrorResponse>"
    return answer(start, f"{status} injected", [("Content-Type", "text/xml")], body.encode())


def describe(env, raw):
    match = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", env.get("HTTP_AUTHORIZATION", ""))
    key, region, service = match.groups() if match else ("", "", "sts")
    target = env.get("HTTP_X_AMZ_TARGET", "")
    fields = fields_of(target, raw)
    action = target.split(".")[-1] or fields.get("Action") or f"{env['REQUEST_METHOD']} {env.get('PATH_INFO', '')}"
    if service == "s3":
        service, action, fields = of_s3(env, raw, action)
    role = fields.get("RoleArn", "")
    account = get_account_id_from(key) if key else (role.split(":")[4] if role.count(":") >= 5 else "")
    call = {"service": service, "action": action, "account": account, "region": region, "role": role, "caller": key}
    if PARAMETERS.match(action):
        call["parameters"] = {k: v for k, v in fields.items() if k not in ("Action", "Version", *SECRETS)}
    return call


def fields_of(target, raw):
    """A query's parameters, or a JSON document's: what is no text is written as JSON."""
    if not target:
        return dict(urllib.parse.parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        return {k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False, separators=(",", ":")) for k, v in json.loads(raw or b"{}").items()}
    except ValueError:
        return {}


S3_OF_BUCKET = {
    ("GET", "tagging"): "GetBucketTagging", ("PUT", "tagging"): "PutBucketTagging", ("DELETE", "tagging"): "DeleteBucketTagging",
    ("GET", "abac"): "GetBucketAbac", ("PUT", "abac"): "PutBucketAbac", ("GET", "location"): "GetBucketLocation",
    ("PUT", ""): "CreateBucket", ("DELETE", ""): "DeleteBucket", ("HEAD", ""): "HeadBucket",
}
S3_CONTROL = {"GET": "ListTagsForResource", "POST": "TagResource", "DELETE": "UntagResource"}


def of_s3(env, raw, action):
    """S3 and S3 Control have the same credential scope, and name their operations by method, path and query."""
    method, path = env["REQUEST_METHOD"], env.get("PATH_INFO", "")
    query = dict(urllib.parse.parse_qsl(env.get("QUERY_STRING", ""), keep_blank_values=True))
    query.pop("x-id", None)
    if path.startswith("/v20180820/"):
        arn = path.removeprefix("/v20180820/tags/")
        return "s3-control", S3_CONTROL.get(method, action) if arn != path else action, {"ResourceArn": arn, **query, "Body": raw.decode("utf-8", "replace")}
    bucket, _, key = path.strip("/").partition("/")
    if not bucket:
        return "s3", "ListBuckets", query
    named = next((one for one in query if (method, one) in S3_OF_BUCKET), "")
    if key or (query and not named) or (method, named) not in S3_OF_BUCKET:
        return "s3", action, {"Bucket": bucket, **query}
    return "s3", S3_OF_BUCKET[method, named], {"Bucket": bucket, "Body": raw.decode("utf-8", "replace")}


def state(account, region):
    groups = {}
    for by_id in ec2_backends[account][region].groups.values():
        for group in by_id.values():
            rules = [rule_of(rule) for rule in [*group.ingress_rules, *group.egress_rules]]
            groups[group.id] = {"name": group.name, "owner": group.owner_id, "rules": sorted(rules, key=json.dumps)}
    return groups


def rule_of(rule):
    source = rule.ip_range.get("CidrIp") or rule.ip_range.get("CidrIpv6") or rule.prefix_list_id or (rule.source_group or {}).get("GroupId")
    return {"egress": rule.is_egress, "protocol": rule.ip_protocol, "from": rule.from_port, "to": rule.to_port, "source": source,
            "description": rule.description or None, "tags": {t["key"]: t["value"] for t in rule.get_tags()}}
