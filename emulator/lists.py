"""EC2's lists as EC2 pages them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (EC2 API reference):
- MaxResults is ignored, so that a page is never full; DescribeInstances counts reservations. "The maximum number of items to
  return for this request": DescribeVpcs, DescribeSubnets, DescribeNetworkAcls, DescribeInternetGateways, DescribeNatGateways,
  DescribeSecurityGroups, DescribeVpcPeeringConnections 5 to 1,000, DescribeRouteTables 5 to 100, DescribeLaunchTemplates 1 to 200 (the SDK's model), and an
  InvalidParameterValue outside; DescribeVpcEndpoints: "If the value is greater than 1,000, we return only 1,000 items"; DescribeFlowLogs:
   "between 5 and 1000; if MaxResults is given a value larger than 1000, only 1000 results are returned" (the command's page).
  Instances are counted and not their reservations; a reservation stays whole, so that a page may come short.
- "You cannot specify this parameter and the instance IDs parameter in the same request": MaxResults with ids is refused.
  EC2 documents that for DescribeInstances and DescribeTags alone.
- DescribeVpcEndpoints knows no filter `vpc-endpoint-id`, and DescribeNetworkAcls no `network-acl-id`. "vpc-endpoint-id - The ID of
  the endpoint", "network-acl-id - The ID of the network ACL".
- DescribeSnapshots ignores OwnerIds. "Scopes the results to snapshots with the specified owners".
- A launch template keeps the tags of its creation, whatever CreateTags does later.
- What a filter of tags or a page of 1,000 costs grows with all tags of the region (patches.patch_fast).
DescribeKeyPairs, DescribeAddresses and DescribeRegions have no MaxResults on AWS, and come whole.
"""
import base64

from moto.core import responses as core_responses
from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError, InvalidNextToken, InvalidParameterCombination
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.models.network_acls import NetworkAcl
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.responses.elastic_block_store import ElasticBlockStore
from moto.ec2.responses.instances import InstanceResponse

# Smallest and largest page; a larger MaxResults is an error (True) or is taken for the largest.
REFUSED, CAPPED = True, False
BOUNDS = {
    **{f"Describe{name}": (5, 1000, REFUSED) for name in (
        "Instances", "Vpcs", "Subnets", "NetworkAcls", "InternetGateways", "NatGateways", "SecurityGroups", "SecurityGroupRules",
        "NetworkInterfaces", "Tags", "VpcPeeringConnections")},
    "DescribeRouteTables": (5, 100, REFUSED),
    "DescribeLaunchTemplates": (1, 200, REFUSED),
    "DescribeManagedPrefixLists": (1, 100, REFUSED),
    "DescribeVolumes": (5, 1000, CAPPED),
    "DescribeSnapshots": (5, 1000, CAPPED),
    "DescribeImages": (1, 1000, CAPPED),
    "DescribeVpcEndpoints": (1, 1000, CAPPED),
    "DescribeFlowLogs": (5, 1000, CAPPED),
}
WHOLE = ("DescribeKeyPairs", "DescribeAddresses", "DescribeRegions", "DescribeAvailabilityZones")


def page(rows, size, token):
    start = int(base64.urlsafe_b64decode(token).decode().split(":")[1]) if token else 0
    following = start + size
    return rows[start:following], (token_of(following) if following < len(rows) else None)


def token_of(place):
    return base64.urlsafe_b64encode(f"o:{place}".encode()).decode()


def size_of(action, asked):
    """How many a page holds, or EC2's refusal."""
    smallest, largest, refused = BOUNDS.get(action, (1, 1 << 30, REFUSED))
    if asked is None:
        return largest
    size = int(asked)
    if size < smallest or (size > largest and refused):
        bound = f"greater than or equal to {smallest}" if size < smallest else f"less than or equal to {largest}"
        raise EC2ClientError("InvalidParameterValue", f"Value ( {size} ) for parameter maxResults is invalid. Expecting a value {bound}.")
    return min(size, largest)


def with_id(inner, own):
    return lambda self, name, *more: self.id if name == own else inner(self, name, *more)


def patch_lists():
    inner = core_responses.BaseResponse.serialized

    def serialized(self, action_result):
        result, action = action_result.result, self._get_action()
        if isinstance(result, dict) and self.service_name == "ec2" and action.startswith("Describe") and action not in WHOLE:
            asked, token = self._get_param("MaxResults"), self._get_param("NextToken")
            lists = [k for k, v in result.items() if not isinstance(v, (str, bytes, dict, int, type(None))) and k != "NextToken"]
            if (asked or token) and len(lists) == 1:
                action_result = paged(action, result, lists[0], asked, token)
        return inner(self, action_result)

    core_responses.BaseResponse.serialized = serialized
    InstanceResponse.describe_instances = describe_instances
    ElasticBlockStore.describe_snapshots = describe_snapshots
    for model, own in ((VPCEndPoint, "vpc-endpoint-id"), (NetworkAcl, "network-acl-id")):
        model.get_filter_value = with_id(model.get_filter_value, own)
    LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, value: None)


def paged(action, result, name, asked, token):
    try:
        size = size_of(action, asked)
    except EC2ClientError as refusal:
        return ActionResult(refusal)
    try:
        take = page_of_reservations if action == "DescribeInstances" else page
        rows, following = take(list(result[name]), size, token)
    except Exception:
        return ActionResult(InvalidNextToken(token))
    return ActionResult({**result, name: rows, "NextToken": following})


def page_of_reservations(reservations, size, token):
    start = int(base64.urlsafe_b64decode(token).decode().split(":")[1]) if token else 0
    rows, held = [], 0
    for reservation in reservations[start:]:
        held += len(reservation.instances)
        if rows and held > size:
            break
        rows.append(reservation)
    following = start + len(rows)
    return rows, (token_of(following) if following < len(reservations) else None)


def describe_instances(self):
    self.error_on_dryrun()
    ids, filters = self._get_param("InstanceIds", []), self._filters_from_querystring()
    if ids and self._get_param("MaxResults"):
        raise InvalidParameterCombination("The parameter instancesSet cannot be used with the parameter maxResults")
    backend = self.ec2_backend
    found = backend.get_reservations_by_instance_ids(ids, filters=filters) if ids else backend.describe_instances(filters=filters)
    return ActionResult({"Reservations": found})


def describe_snapshots(self):
    backend = self.ec2_backend
    owners = {backend.account_id if one == "self" else one for one in self._get_param("OwnerIds", [])}
    found = backend.describe_snapshots(snapshot_ids=self._get_param("SnapshotIds", []), filters=self._filters_from_querystring())
    return ActionResult({"Snapshots": [one for one in found if not owners or one.owner_id in owners]})
