"""The Resource Groups Tagging API as AWS has it, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (Resource Groups Tagging API reference: GetResources, TagResources):
- Resources that were never tagged come too (databases, keys, clusters). "Returns all the tagged or previously tagged resources";
  "GetResources does not return untagged resources". What lost its last tag stays here, with none, where moto can still list it.
- Pages are of 50 resources and 100 tags, and end with null. "You can specify a minimum of 1 and a maximum value of 100"; '' ends.
- ResourceTypeFilters know a service for some, a type for others. "The format of each resource type is service[:resourceType]",
  both as an ARN embeds them; ARNs of S3, SNS and SQS embed no type, and have `s3:bucket`, `sns` or `sns:topic`, `sqs:queue`.
- ResourceARNList is ignored; with filters or pages it is an InvalidParameterException; unknown ARNs are left out.
- No elastic IPs, network ACLs, endpoints, launch templates, key pairs or policies. `iam:policy` is in us-east-1; roles never are.
- TagResources and UntagResources know half of the services each, take any number (20 ARNs, 50 tags, 50 keys), and answer with an
  error for all where one resource is not there ("FailedResourcesMap: a map containing a key-value pair for each failed item").
- DynamoDB keeps a key twice that is tagged twice.
S3 buckets are in every region's answer, as in stock moto; on AWS in their own region's alone.
"""
import collections
import json

from moto.dynamodb.models import DynamoDBBackend
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random
from moto.resourcegroupstaggingapi.exceptions import ResourceGroupsTaggingAPIError
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.resourcegroupstaggingapi.responses import ResourceGroupsTaggingAPIResponse
from moto.s3.models import s3_backends

import tags as ec2_tags

HOME = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
TYPE_OF = {"s3": "bucket", "sns": "topic", "sqs": "queue"}
KEPT_LISTS = 8
tagged_once = collections.defaultdict(set)      # by account


def patch_tagging():
    ResourceGroupsTaggingAPIResponse.get_resources = get_resources
    ResourceGroupsTaggingAPIResponse.tag_resources = tag_resources
    ResourceGroupsTaggingAPIResponse.untag_resources = untag_resources
    inner = DynamoDBBackend.tag_resource

    def tag_table(self, table_arn, tags):
        self.untag_resource(table_arn, [tag["Key"] for tag in tags])
        inner(self, table_arn, tags)
    DynamoDBBackend.tag_resource = tag_table


def invalid(message):
    return ResourceGroupsTaggingAPIError("InvalidParameterException", message)


# ---------------------------------------------------------------- GetResources
def get_resources(self):
    token, arns = self._get_param("PaginationToken"), self._get_param("ResourceARNList", [])
    types, filters = self._get_param("ResourceTypeFilters", []), self._get_param("TagFilters", [])
    size, most_tags = self._get_param("ResourcesPerPage"), self._get_param("TagsPerPage")
    if size is not None and not 1 <= int(size) <= 100:
        raise invalid("ResourcesPerPage must be between 1 and 100")
    if most_tags is not None and (not 100 <= int(most_tags) <= 500 or int(most_tags) % 100):
        raise invalid("TagsPerPage must be between 100 and 500, in hundreds")
    if arns and (types or filters or token or size or most_tags):
        raise invalid("ResourceARNList cannot be used with filters or pages")
    if len(arns) > 100:
        raise invalid("At most 100 ARNs")
    lists = self.backend._pages
    if token:
        name, _, start = token.partition(":")
        if name not in lists:
            raise ResourceGroupsTaggingAPIError("PaginationTokenExpiredException", "A PaginationToken is valid for a maximum of 15 minutes.")
        rows, start = lists[name], int(start)
    else:
        name, start = str(mock_random.uuid4()), 0
        rows = [row for row in rows_of(self.backend) if chosen(row, types, filters, arns)]
    shown = page_of(rows[start:], int(size or 50), int(most_tags) if most_tags else None)
    following = start + len(shown)
    if following < len(rows):
        # A page can be asked for again, as after an answer that was lost.
        lists[name] = rows
        for old in list(lists)[:-KEPT_LISTS]:
            del lists[old]
    answer = [{"ResourceARN": arn, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]} for arn, tags in shown]
    return json.dumps({"ResourceTagMappingList": answer, "PaginationToken": f"{name}:{following}" if following < len(rows) else ""})


def page_of(rows, size, most_tags):
    shown, held = rows[:size], 0
    for place, (_, tags) in enumerate(shown):
        held += max(len(tags), 1)
        if most_tags and held > most_tags:
            return shown[:place]
    return shown


def rows_of(backend):
    """(ARN, tags) of what has tags, or had."""
    account, region = backend.account_id, backend.region_name
    ec2, iam = ec2_backends[account][region], iam_backends[account][backend.partition]
    rows = [(ec2_tags.arn_of(ec2, kind, one), dict(ec2.tags.get(one, {}))) for kind in ec2_tags.KINDS for one in ec2_tags.ids_of(ec2, kind)]
    s3 = s3_backends[account][backend.partition]
    rows += [(bucket.arn, s3.tagger.get_tag_dict_for_resource(bucket.arn)) for bucket in s3.buckets.values()]
    if region == HOME.get(backend.partition):
        rows += [(one.arn, {tag["Key"]: tag["Value"] for tag in one.tags.values()}) for one in iam.managed_policies.values() if f":{account}:" in one.arn]
    rows += ec2_tags.elsewhere(account, region).items()
    known = tagged_once[account]
    known.update(arn for arn, tags in rows if tags)
    return [(arn, tags) for arn, tags in rows if arn in known]


def kind_of(arn):
    service, resource = arn.split(":", 5)[2], arn.split(":", 5)[5]
    kind = resource.lstrip("/").replace("/", ":").split(":")[0] if "/" in resource or ":" in resource else ""
    return service, TYPE_OF.get(service, kind)


def chosen(row, types, filters, arns):
    arn, tags = row
    service, kind = kind_of(arn)
    return ((not types or service in types or f"{service}:{kind}" in types) and (not arns or arn in arns) and
            all(one["Key"] in tags and (not one.get("Values") or tags[one["Key"]] in one["Values"]) for one in filters))


# ---------------------------------------------------------------- TagResources, UntagResources
def tag_resources(self):
    arns, tags = self._get_param("ResourceARNList", []), self._get_param("Tags", {})
    check(arns, tags)
    return each(self.backend, arns, lambda one, service: TAG[service](one, tags) if service in TAG else moto_tag(one, tags))


def untag_resources(self):
    arns, keys = self._get_param("ResourceARNList", []), self._get_param("TagKeys", [])
    check(arns, keys)
    tagged_once[self.backend.account_id].update(arns)
    return each(self.backend, arns, lambda one, service: UNTAG[service](one, keys) if service in UNTAG else moto_untag(one, keys))


def check(arns, keys):
    if not 1 <= len(arns) <= 20:
        raise invalid("ResourceARNList takes 1 to 20 ARNs")
    if not 1 <= len(keys) <= 50:
        raise invalid("1 to 50 tags can be given")
    if any(ec2_tags.reserved(key) for key in keys):
        raise invalid("Tag keys starting with 'aws:' are reserved for internal use")
    if any(not arn.startswith("arn:") or arn.count(":") < 5 for arn in arns):
        raise invalid("An ARN is malformed")


class One:
    """A resource by its ARN, with the backends of its account and region."""

    def __init__(self, backend, arn):
        self.tagging, self.arn, self.account, self.region = backend, arn, backend.account_id, backend.region_name
        self.resource = arn.split(":", 5)[5]
        self.id = self.resource.split("/")[-1].split(":")[-1]

    def backend(self, name):
        return getattr(self.tagging, f"{name}_backend")


def each(backend, arns, change):
    failed = {}
    for arn in arns:
        _, _, service, region, account = arn.split(":")[:5]
        try:
            if region not in ("", backend.region_name) or account not in ("", backend.account_id):
                raise invalid(f"{arn} is not in this account and region")
            change(One(backend, arn), service)
        except Exception as error:
            text = getattr(error, "message", None) or getattr(error, "description", None) or str(error)
            failed[arn] = {"StatusCode": 400, "ErrorCode": "InvalidParameterException", "ErrorMessage": str(text)}
    return json.dumps({"FailedResourcesMap": failed})


def pairs(tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def ec2_untag(one, keys):
    backend = one.backend("ec2")
    ec2_tags.check_there(backend, [one.id])
    for key in keys:
        backend.tags[one.id].pop(key, None)


def bucket(one):
    s3 = one.backend("s3")
    if one.arn not in {bucket.arn for bucket in s3.buckets.values()}:
        raise invalid("The specified bucket does not exist")
    return s3


def bucket_tag(one, tags):
    s3 = bucket(one)
    user = {key for key in (*s3.tagger.get_tag_dict_for_resource(one.arn), *tags) if not ec2_tags.reserved(key)}
    if len(user) > ec2_tags.LIMIT:
        raise invalid("Bucket tag count cannot be greater than 50")
    s3.tagger.tag_resource(one.arn, pairs(tags))


def policies(one):
    if not one.resource.startswith("policy/"):
        raise invalid("This resource of IAM is not tagged by this API")
    return iam_backends[one.account][one.tagging.partition]


TAG = {
    "ec2": lambda one, tags: ec2_tags.add(one.backend("ec2"), [one.id], tags),
    "s3": bucket_tag,
    "iam": lambda one, tags: policies(one).tag_policy(one.arn, pairs(tags)),
    "sqs": lambda one, tags: one.backend("sqs").tag_queue(one.id, tags),
    "sns": lambda one, tags: one.backend("sns").tag_resource(one.arn, tags),
    "kms": lambda one, tags: one.backend("kms").tag_resource(one.arn, pairs(tags)),
    "secretsmanager": lambda one, tags: one.backend("secretsmanager").tag_resource(one.arn, pairs(tags)),
    "states": lambda one, tags: one.backend("stepfunctions").tag_resource(one.arn, pairs(tags)),
    "ecs": lambda one, tags: one.backend("ecs").tag_resource(one.arn, [{"key": key, "value": value} for key, value in tags.items()]),
    "events": lambda one, tags: one.backend("events").tag_resource(one.arn, pairs(tags)),
    "cloudwatch": lambda one, tags: one.backend("cloudwatch").tag_resource(one.arn, pairs(tags)),
    "elasticloadbalancing": lambda one, tags: one.backend("elbv2").add_tags([one.arn], pairs(tags)),
}
UNTAG = {
    "ec2": ec2_untag,
    "s3": lambda one, keys: bucket(one).tagger.untag_resource_using_names(one.arn, keys),
    "iam": lambda one, keys: policies(one).untag_policy(one.arn, keys),
    "sqs": lambda one, keys: one.backend("sqs").untag_queue(one.id, keys),
    "sns": lambda one, keys: one.backend("sns").untag_resource(one.arn, keys),
    "kms": lambda one, keys: one.backend("kms").untag_resource(one.arn, keys),
    "secretsmanager": lambda one, keys: one.backend("secretsmanager").untag_resource(one.arn, keys),
    "states": lambda one, keys: one.backend("stepfunctions").untag_resource(one.arn, keys),
    "ecs": lambda one, keys: one.backend("ecs").untag_resource(one.arn, keys),
    "events": lambda one, keys: one.backend("events").untag_resource(one.arn, keys),
    "cloudwatch": lambda one, keys: one.backend("cloudwatch").untag_resource(one.arn, keys),
    "elasticloadbalancing": lambda one, keys: one.backend("elbv2").remove_tags([one.arn], keys),
    "dynamodb": lambda one, keys: one.backend("dynamodb").untag_resource(one.arn, keys),
    "logs": lambda one, keys: one.backend("logs").untag_resource(one.arn, keys),
}


def moto_tag(one, tags):
    told(ResourceGroupsTaggingAPIBackend.tag_resources(one.tagging, resource_arns=[one.arn], tags=tags))


def moto_untag(one, keys):
    told(ResourceGroupsTaggingAPIBackend.untag_resources(one.tagging, resource_arn_list=[one.arn], tag_keys=keys))


def told(failed):
    for info in failed.values():
        raise invalid(info["ErrorMessage"])
