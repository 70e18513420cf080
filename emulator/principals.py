"""Tags of IAM's roles, users and policies as IAM treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (IAM user guide, "Tags for IAM resources", Case sensitivity; IAM API reference):
- TagRole adds `owner` beside `Owner`. Keys of roles and users are not case-sensitive, and keep the case that they were written
  in: "If a tag with the same key name already exists, then that tag is overwritten with the new value". UntagRole likewise.
- Keys of policies are taken for case-insensitive; they are case-sensitive.
- The 50 are counted in a call, and not on a resource: LimitExceeded (TagRole, TagUser, TagPolicy). A refused call does nothing.
- Keys with aws: are taken. "You cannot create a tag key or value that begins with aws:"; IAM documents no code: InvalidInput here.
- GetAccountAuthorizationDetails comes whole, 100 a page on AWS unless MaxItems says otherwise; policies have no PolicyName and no PolicyId; the
  order of a filter's policies is that of a set. ManagedPolicyDetail has no Tags, here as there.
"""
from moto.core import responses as core_responses
from moto.core.responses import ActionResult
from moto.iam.exceptions import InvalidInput, LimitExceededException, TooManyTags
from moto.iam.models import IAMBackend, ManagedPolicy

from lists import page

LIMIT = 50
DETAILS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")


def patch_principals():
    IAMBackend.tag_role, IAMBackend.untag_role = tag_role, untag_role
    IAMBackend.tag_user, IAMBackend.untag_user = tag_user, untag_user
    IAMBackend.tag_policy, IAMBackend.untag_policy = tag_policy, untag_policy
    patch_details()


def lower(key):
    return key.lower()


def same(key):
    return key


def merged(backend, had, given, name, what):
    """Tags of a resource with others written over them, or IAM's refusal; `name` makes equal keys equal."""
    backend._tag_verification(given) if name is lower else check_each(backend, given)
    if any(tag["Key"].lower().startswith("aws:") for tag in given):
        raise InvalidInput("Tag keys that begin with aws: are reserved for internal use.")
    tags = {name(tag["Key"]): tag for tag in had}
    for tag in given:
        before = tags.get(name(tag["Key"]))
        tags[name(tag["Key"])] = {"Key": before["Key"] if before else tag["Key"], "Value": tag.get("Value", "")}
    if len(tags) > LIMIT:
        raise LimitExceededException(f"Cannot exceed quota for {what}: {LIMIT}")
    return list(tags.values())


def check_each(backend, given):
    """Keys that differ in their case alone are no duplicates here."""
    if len(given) > LIMIT:
        raise TooManyTags(given)
    for tag in given:
        backend._tag_verification([tag])


def without(backend, had, keys, name):
    if len(keys) > LIMIT:
        raise TooManyTags(keys, param="tagKeys")
    for key in keys:
        backend._validate_tag_key(key, exception_param="tagKeys")
    gone = {name(key) for key in keys}
    return [tag for tag in had if name(tag["Key"]) not in gone]


def tag_role(self, role_name, tags):
    role = self.get_role(role_name)
    role.tags = merged(self, role.tags, tags, lower, "TagsPerRole")


def untag_role(self, role_name, tag_keys):
    role = self.get_role(role_name)
    role.tags = without(self, role.tags, tag_keys, lower)


def tag_user(self, name, tags):
    set_user(self, name, lambda had: merged(self, had, tags, lower, "TagsPerUser"))


def untag_user(self, name, tag_keys):
    set_user(self, name, lambda had: without(self, had, tag_keys, lower))


def set_user(backend, name, change):
    user = backend.get_user(name)
    tags = change(user.tags or [])
    backend.tagger.delete_all_tags_for_resource(user.arn)
    backend.tagger.tag_resource(user.arn, tags)


def tag_policy(self, policy_arn, tags):
    policy = self.get_policy(policy_arn)
    policy.tags = {tag["Key"]: tag for tag in merged(self, policy.tags.values(), tags, same, "TagsPerPolicy")}


def untag_policy(self, policy_arn, tag_keys):
    policy = self.get_policy(policy_arn)
    policy.tags = {tag["Key"]: tag for tag in without(self, policy.tags.values(), tag_keys, same)}


# ---------------------------------------------------------------- GetAccountAuthorizationDetails
def patch_details():
    ManagedPolicy.policy_name, ManagedPolicy.policy_id = property(lambda self: self.name), property(lambda self: self.id)
    inner_details = IAMBackend.get_account_authorization_details

    def get_account_authorization_details(self, policy_filter):
        found = inner_details(self, policy_filter)
        wanted = {one.arn for one in found["managed_policies"]}
        return {**found, "managed_policies": [one for one in self.managed_policies.values() if one.arn in wanted]}

    IAMBackend.get_account_authorization_details = get_account_authorization_details
    inner = core_responses.BaseResponse.serialized

    def serialized(self, action_result):
        result = action_result.result
        if isinstance(result, dict) and self.service_name == "iam" and self._get_action() == "GetAccountAuthorizationDetails":
            flat = [(name, one) for name in DETAILS for one in result[name]]
            rows, following = page(flat, min(int(self._get_param("MaxItems") or 100), 1000), self._get_param("Marker"))
            action_result = ActionResult({**{name: [one for other, one in rows if other == name] for name in DETAILS},
                                          "IsTruncated": bool(following), "Marker": following})
        return inner(self, action_result)

    core_responses.BaseResponse.serialized = serialized
