"""Buckets and their tags as S3 treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (S3 API reference, S3 user guide):
- ListBuckets: no BucketRegion ("If the request contains at least one valid parameter, it is included in the response"), no
  ContinuationToken, the order of creation. "If you specify the bucket-region, prefix, or continuation-token query parameters
  without using max-buckets, Amazon S3 applies a default page size of 10,000". "Requests made to a Regional endpoint that is
  different from the bucket-region parameter are not supported."
- PutBucketAbac makes a bucket, GetBucketAbac lists objects. "When you enable ABAC for a general purpose bucket, you can no longer
  use [PutBucketTagging, DeleteBucketTagging] for that bucket". AWS documents no code: InvalidRequest here.
- PutBucketTagging and DeleteBucketTagging take away tags that AWS wrote, and refuse them where they are sent back. S3 says
  "System tags cannot be removed by requester" or "cannot be added/updated by requester" (InvalidTag); equal ones stay.
- PutBucketTagging strips white space around keys and values.
- S3 Control's TagResource takes everything: buckets that are not there (NoSuchResource), keys with aws: (InvalidTag), more than
  50 tags ("You can add up to 50 Amazon Web Services resource tags for each S3 resource"); so does PutBucketTagging (BadRequest).
The tagging API shows a bucket in every region, as stock moto does; on AWS it is in its own.
"""
import base64

import xmltodict
from moto.core.responses import ActionResult, EmptyResult
from moto.s3.exceptions import DuplicateTagKeys, S3ClientError
from moto.s3.models import FakeBucket, S3Backend, s3_backends
from moto.s3.responses import S3Response
from moto.s3control.responses import S3ControlResponse

LIMIT = 50
TOO_MANY = "Bucket tag count cannot be greater than 50"


def patch_buckets():
    S3Response.all_buckets = all_buckets
    S3Response._bucket_tagging_from_body = tagging_from_body
    FakeBucket.abac = "Disabled"
    for direction, handle in (("get", get_abac), ("put", put_abac)):
        setattr(S3Response, f"_bucket_response_{direction}", where_abac(getattr(S3Response, f"_bucket_response_{direction}"), handle))
    S3Backend.put_bucket_tagging = refusing(S3Backend.put_bucket_tagging)
    S3Backend.delete_bucket_tagging = refusing(S3Backend.delete_bucket_tagging)
    for name in ("list_tags_for_resource", "tag_resource", "untag_resource"):
        setattr(S3ControlResponse, name, by_key(name, getattr(S3ControlResponse, name)))


# ---------------------------------------------------------------- ListBuckets
def all_buckets(self):
    self.data["Action"] = "ListAllMyBuckets"
    self._authenticate_and_authorize_s3_action()
    prefix, region, most, token = (self._get_param(name) for name in ("prefix", "bucket-region", "max-buckets", "continuation-token"))
    asked = any(one is not None for one in (prefix, region, most, token))
    if region and region != self.region:
        raise S3ClientError("InvalidArgument", "Argument value bucket-region is invalid: it is not the region of this endpoint")
    if most is not None and not 1 <= int(most) <= 10000:
        raise S3ClientError("InvalidArgument", "Argument max-buckets must be an integer between 1 and 10000")
    after = base64.urlsafe_b64decode(token).decode() if token else ""
    names = sorted(one.name for one in self.backend.list_buckets(prefix=prefix, bucket_region=region, max_buckets=None) if one.name > after)
    shown = names[: int(most or 10000)] if asked else names
    result = {"Owner": {"ID": "bcaf1ffd86f41161ca5fb16fd081034f", "DisplayName": "webfile"},
              "Buckets": [shown_bucket(self.backend.buckets[name], asked) for name in shown]}
    if prefix:
        result["Prefix"] = prefix
    if len(shown) < len(names):
        result["ContinuationToken"] = base64.urlsafe_b64encode(shown[-1].encode()).decode()
    self.data["Action"] = "ListBuckets"
    return self.serialized(ActionResult(result))


def shown_bucket(bucket, asked):
    region = {"BucketRegion": bucket.region_name} if asked else {}
    return {"Name": bucket.name, "CreationDate": bucket.creation_date_ISO8601, **region}


# ---------------------------------------------------------------- tags of a bucket
def tagging_from_body(self):
    tagging = xmltodict.parse(self.body, force_list={"Tag": True}, strip_whitespace=False)["Tagging"]
    listed = ((tagging or {}).get("TagSet") or {}).get("Tag", [])
    tags = {tag["Key"]: tag["Value"] or "" for tag in listed}
    if len(tags) < len(listed):
        raise DuplicateTagKeys()
    return tags


def of_aws(tags):
    return {key: value for key, value in tags.items() if key.lower().startswith("aws:")}


def refusing(inner):
    def checked(self, bucket_name, tags=None):
        bucket = self.get_bucket(bucket_name)
        if bucket.abac == "Enabled":
            raise S3ClientError("InvalidRequest", "ABAC is enabled for this bucket: its tags are managed with TagResource and UntagResource")
        had = of_aws(self.tagger.get_tag_dict_for_resource(bucket.arn))
        if tags is None:
            inner(self, bucket_name)
            self.tagger.tag_resource(bucket.arn, [{"Key": key, "Value": value} for key, value in had.items()] or None)
            return
        wanted = of_aws(tags)
        if any(had.get(key) != value for key, value in wanted.items()):
            raise S3ClientError("InvalidTag", "System tags cannot be added/updated by requester")
        if had.keys() - wanted.keys():
            raise S3ClientError("InvalidTag", "System tags cannot be removed by requester")
        if len(tags) - len(wanted) > LIMIT:
            raise S3ClientError("BadRequest", TOO_MANY)
        inner(self, bucket_name, tags)
    return checked


# ---------------------------------------------------------------- ABAC
def where_abac(inner, handle):
    def fn(self, *args):
        return handle(self) if "abac" in args[-1] else inner(self, *args)
    return fn


def get_abac(self):
    self.data["Action"] = "GetBucketAbac"
    return self.serialized(ActionResult({"AbacStatus": {"Status": self.backend.get_bucket(self.bucket_name).abac}}))


def put_abac(self):
    status = (xmltodict.parse(self.body)["AbacStatus"] or {}).get("Status")
    if status not in ("Enabled", "Disabled"):
        raise S3ClientError("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
    self.backend.get_bucket(self.bucket_name).abac = status
    return 200, {}, ""


# ---------------------------------------------------------------- S3 Control
def by_key(name, inner):
    def fn(self):
        arn = self._get_param("ResourceArn")
        s3 = s3_backends[self.current_account][self.partition]
        there = {bucket.arn for bucket in s3.buckets.values()}
        if arn.startswith(f"arn:{self.partition}:s3:::"):
            if arn not in there:
                raise S3ClientError("NoSuchResource", "The specified resource doesn't exist.")
            tags = {tag["Key"]: tag.get("Value", "") for tag in self._get_param("Tags", [])} if name == "tag_resource" else {}
            had = s3.tagger.get_tag_dict_for_resource(arn)
            if of_aws(tags) or of_aws(dict.fromkeys(self._get_param("TagKeys", []) if name == "untag_resource" else [])):
                raise S3ClientError("InvalidTag", 'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags.')
            if len((had | tags).keys() - of_aws(had | tags).keys()) > LIMIT:
                raise S3ClientError("BadRequest", TOO_MANY)
            if name == "tag_resource":
                s3.tagger.tag_resource(arn, [{"Key": key, "Value": value} for key, value in tags.items()])
                return EmptyResult()
        return inner(self)
    fn.__name__ = name
    return fn
