"""What stock moto 5.2.1 lacks beside AWS, patched in: speed, documents, refusals, and the
answers to authorize. Lists, groups, tags, buckets and IAM have files of their own.

Each patch names what was found. One suite of tests runs without any of them, so that a patch cannot hide a fault of ours.
"""
import functools
import json

from moto.core import responses as core_responses
from moto.core.responses import ActionResult


def patch_fast():
    """What grows with the square of an account's resources, or is worked out anew for each of them."""
    import xmltodict
    from moto.core import common_models
    from moto.core.serialize import XFormedAttributePicker
    from moto.ec2.exceptions import InvalidInstanceIdError
    from moto.ec2.models.core import TaggedEC2Resource
    from moto.ec2.models.instances import InstanceBackend
    from moto.ec2.models.subnets import Subnet, SubnetBackend
    from moto.ec2.utils import EC2_PREFIX_TO_RESOURCE, get_prefix

    def get_tags(self):
        if not self.id:
            return []
        typ = EC2_PREFIX_TO_RESOURCE.get(get_prefix(self.id), "")
        return [{"resource_id": self.id, "key": k, "value": v, "resource_type": typ}
                for k, v in self.ec2_backend.tags.get(self.id, {}).items()]

    TaggedEC2Resource.get_tags = get_tags
    common_models.BaseModel.__new__ = lambda cls, *a, **k: object.__new__(cls)

    def get_instance(self, instance_id):
        # Stock moto copies every reservation to find one instance, as it does for each volume that an instance starts with.
        known = self.__dict__.setdefault("instances_by_id", {})
        if instance_id not in known:
            for reservation in reversed(self.reservations.values()):
                known.update((one.id, one) for one in reservation.instances)
                if instance_id in known:
                    break
            else:
                raise InvalidInstanceIdError(instance_id)
        return known[instance_id]

    InstanceBackend.get_instance = get_instance
    # Stock moto looks through all network interfaces of a region for each subnet.
    Subnet.available_ip_address_count = property(lambda self: self._available_ip_addresses - len(self._subnet_ips))

    describe_subnets = SubnetBackend.describe_subnets

    def subnets_of(self, subnet_ids=None, filters=None):
        # Stock moto asks so of all subnets of a region, attribute by attribute, for each subnet that is made.
        if subnet_ids is None and filters is not None and list(filters) == ["vpc-id"] and isinstance(filters["vpc-id"], str):
            return [one for by_id in self.subnets.values() for one in by_id.values() if one.vpc_id == filters["vpc-id"]]
        return describe_subnets(self, subnet_ids, filters)

    SubnetBackend.describe_subnets = subnets_of
    possible_keys, found = XFormedAttributePicker.get_possible_keys, {}

    def get_possible_keys(self, context):
        # Names that an attribute may have are the same for all objects of a class.
        shape, service = context.shape, context.service_model
        parent = getattr(shape, "parent", None)
        at = (service and service.service_name, type(context.obj), context.key, shape and (shape.name, shape.serialization.get("name")), parent and parent.name)
        if at not in found:
            found[at] = tuple(dict.fromkeys(possible_keys(self, context)))
        return found[at]

    XFormedAttributePicker.get_possible_keys = get_possible_keys
    xmltodict._validate_name = functools.lru_cache(10_000)(xmltodict._validate_name)


def patch_fidelity():
    from moto.core.exceptions import AccessDeniedError, JsonRESTError, ServiceException, _RESTError
    from moto.core.serialize import url_encode
    from moto.core.utils import get_service_model
    from moto.ec2.exceptions import DryRunClientError, EC2ClientError
    from moto.ec2.responses.security_groups import SecurityGroups
    from moto.iam.responses import IamResponse
    from moto.core.authorization import ActionAuthenticatorMixin as Auth

    IamResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER.update({k: url_encode for k in (
        "GetAccountAuthorizationDetailsResponse.RoleDetailList.RoleDetail.AssumeRolePolicyDocument",
        "ListRolesResponse.Roles.Role.AssumeRolePolicyDocument", "GetPolicyVersionResponse.PolicyVersion.Document")})

    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
    from moto.utilities.utils import get_partition
    of_all_partitions = RegionsAndZonesBackend.describe_regions

    def describe_regions(self, region_names=None):
        # Stock moto answers with the regions of all partitions.
        own = get_partition(self.region_name)
        return [one for one in of_all_partitions(self, region_names) if get_partition(one.name) == own]

    RegionsAndZonesBackend.describe_regions = describe_regions

    def authorize(direction):
        # Stock moto returns only the last permission's rules, and keeps the first of a call whose second is refused.
        def fn(self):
            self.error_on_dryrun()
            group = self.ec2_backend.get_security_group_by_name_or_id(self._get_param("GroupId") or self._get_param("GroupName"))
            rules = "ingress_rules" if direction == "ingress" else "egress_rules"
            kept = list(getattr(group, rules)) if group else []
            done = []
            try:
                for kw in self._process_rules_from_querystring():
                    done += getattr(self.ec2_backend, f"authorize_security_group_{direction}")(**kw)[0]
            except Exception:
                if group:
                    setattr(group, rules, kept)
                raise
            return ActionResult({"Return": True, "SecurityGroupRules": done})
        fn.__name__ = f"authorize_security_group_{direction}"
        return fn
    for d in ("ingress", "egress"):
        setattr(SecurityGroups, f"authorize_security_group_{d}", authorize(d))

    inner_auth = Auth._authenticate_and_authorize_action

    def auth(self, cls, resource="*"):
        if "Authorization" not in self.headers:      # AssumeRoleWithWebIdentity is unsigned
            return None
        try:
            return inner_auth(self, cls, resource)
        except _RESTError as e:
            if self.service_name == "s3":
                raise
            if isinstance(e, AccessDeniedError) and self.service_name == "ec2":
                e = _RESTError("UnauthorizedOperation", "You are not authorized to perform this operation. " + e.message)
                e.code = 403
            proto = get_service_model(self.boto3_service_name).protocol if self.boto3_service_name else "query"
            if "json" in proto or self.service_name == "sqs":
                code = {"AccessDenied": "AccessDeniedException", "InvalidClientTokenId": "UnrecognizedClientException",
                        "SignatureDoesNotMatch": "InvalidSignatureException"}.get(e.error_type, e.error_type)
                e = JsonRESTError(code, e.message)
                e.code = 400 if "restjson" not in proto.replace("-", "") else 403
                self.response_headers["x-amzn-errortype"] = code
                self.response_headers["Content-Type"] = "application/json"
            raise e
    Auth._authenticate_and_authorize_action = auth

    inner_call = core_responses.BaseResponse.call_action

    def fail(self, exc):
        try:
            status, headers, body = self.serialized(ActionResult(exc))
            return status, {**headers, "status": status}, body
        except Exception:  # services whose errors the serialiser cannot write
            if self.querystring.get("Action"):
                return 400, {"status": 400, "Content-Type": "text/xml"}, f"<ErrorResponse><Error><Type>Sender</Type><Code>{exc.code}</Code><Message>{exc.message}</Message></Error></ErrorResponse>"
            return 400, {"status": 400, "x-amzn-errortype": exc.code}, json.dumps({"__type": exc.code, "message": exc.message})

    def call_action(self):
        action = self._get_action() or ""
        dry = self.service_name == "ec2" and str(self._get_param("DryRun", "")).lower() == "true"
        if dry and not action.startswith(("Describe", "Get", "Search")):
            self._authenticate_and_authorize_normal_action()
            return fail(self, DryRunClientError())
        try:
            return inner_call(self)
        except NotImplementedError as e:
            return fail(self, EC2ClientError("UnsupportedOperation", f"moto: {e}") if self.service_name == "ec2"
                        else ServiceException("UnsupportedOperation", f"moto: {e}"))
    core_responses.BaseResponse.call_action = call_action




def patch_default_group():
    """AWS gives every VPC's default group a rule for its own members; stock moto leaves it out."""
    from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

    inner = SecurityGroupBackend.create_security_group

    def create_security_group(self, name, description, vpc_id=None, tags=None, force=False, is_default=None):
        group = inner(self, name, description, vpc_id=vpc_id, tags=tags, force=force, is_default=is_default)
        if name == "default" and vpc_id and not group.ingress_rules:
            group.add_ingress_rule(SecurityGroupRule(self, "-1", group.id, None, None, None,
                                                     source_group={"GroupId": group.id, "UserId": self.account_id}, is_egress=False))
        return group

    SecurityGroupBackend.create_security_group = create_security_group
