"""Security groups and prefix lists as EC2 treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (EC2 API reference):
- A revoke of many keeps what it revoked before the one that is not there. "An InvalidPermission.NotFound client error is
  returned, and no rules are revoked"; in a default VPC "no error is returned, and the output describes the security group
  rules that were not revoked" (RevokeSecurityGroupIngress). A rule id that is not there: InvalidSecurityGroupRuleId.NotFound.
- CIDR blocks stay as they were sent. "If you specify 100.68.0.18/18, AWS canonicalizes the CIDR block to 100.68.0.0/18", and
  the other form is a duplicate (IpRange).
- A rule from a group with another description is no duplicate; descriptions of rules from groups and prefix lists are lost
  (PrefixListId and UserIdGroupPair have one, and SecurityGroupRule returns it).
- Descriptions are not changed by rule id (UpdateSecurityGroupRuleDescriptionsIngress: SecurityGroupRuleDescription.N).
- The entries of a prefix list come on one page, and those of a list that is not there are none. 100 a page at most
  (GetManagedPrefixListEntries); InvalidPrefixListID.NotFound.
- Rules of 100 groups beside 5,000 others take five seconds.
"""
import copy
import ipaddress

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidPermissionNotFoundError,
    InvalidSecurityGroupNotFoundError,
    InvalidSecurityGroupRuleIdNotFoundError,
)
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.security_groups import SecurityGroups
from moto.ec2.responses.vpcs import VPCs

from lists import page

DIRECTIONS = ("ingress", "egress")


def patch_groups():
    patch_rules()
    patch_views()
    patch_rule_listing()
    for direction in DIRECTIONS:
        setattr(SecurityGroups, f"revoke_security_group_{direction}", revoke(direction))
        name = f"update_security_group_rule_descriptions_{direction}"
        setattr(SecurityGroups, name, update_descriptions(direction, getattr(SecurityGroups, name)))
    patch_prefix_list_entries()


# ---------------------------------------------------------------- a rule
def canonical(block):
    for key in ("CidrIp", "CidrIpv6"):
        if key in block:
            try:
                block = {**block, key: str(ipaddress.ip_network(block[key], strict=False))}
            except ValueError:
                pass  # moto refuses it in its own words
    return block


def identity(rule):
    ports = None if rule.ip_protocol == "-1" else (rule.from_port, rule.to_port)
    return (rule.ip_protocol, ports, rule.ip_range.get("CidrIp"), rule.ip_range.get("CidrIpv6"),
            rule.source_group.get("GroupId") or rule.source_group.get("GroupName"), rule.prefix_list_id)


def described(rule):
    return rule.ip_range.get("Description") or rule.source_group.get("Description") or rule.prefix_list_description


def describe(rule, text):
    if rule.prefix_list_id:
        rule.prefix_list_description = text
    elif rule.source_group:
        rule.source_group = {**rule.source_group, "Description": text}
    else:
        rule.ip_range = {**rule.ip_range, "Description": text}


def patch_rules():
    inner = SecurityGroupRule.__init__

    def init(self, *args, **kwargs):
        inner(self, *args, **kwargs)
        prefix_list = args[7] if len(args) > 7 else kwargs.get("prefix_list_id")
        self.prefix_list_description = (prefix_list or {}).get("Description")
        self.ip_range = canonical(self.ip_range)
        if self.ip_protocol in ("58", "icmpv6"):
            self.ip_protocol = "icmpv6"

    SecurityGroupRule.__init__ = init
    SecurityGroupRule.__eq__ = lambda self, other: identity(self) == identity(other)
    SecurityGroupRule.__hash__ = lambda self: hash(identity(self))
    SecurityGroupRule.description = property(described)
    SecurityGroupRule.group_owner_id = property(lambda self: self.ec2_backend.account_id)


def patch_views():
    """DescribeSecurityGroups, which puts rules of the same ports together, keeps a prefix list's description."""
    def with_descriptions(inner, direction):
        def view(self):
            texts = {identity(rule): rule.prefix_list_description for rule in getattr(self, f"{direction}_rules")}
            views = inner(self)
            for one in views:
                ports = None if one.ip_protocol == "-1" else (one.from_port, one.to_port)
                for listed in one.prefix_list_ids:
                    text = texts.get((one.ip_protocol, ports, None, None, None, listed["PrefixListId"]))
                    if text:
                        listed["Description"] = text
            return views
        return view

    for name, direction in (("ip_permissions", "ingress"), ("ip_permissions_egress", "egress")):
        setattr(SecurityGroup, name, property(with_descriptions(getattr(SecurityGroup, name).fget, direction)))


def patch_rule_listing():
    inner = SecurityGroupBackend.describe_security_group_rules

    def describe_security_group_rules(self, sg_rule_ids, filters):
        wanted = set(filters.get("group-id", []))
        if sg_rule_ids or set(filters) != {"group-id"} or any("*" in one or "?" in one for one in wanted):
            return inner(self, sg_rule_ids, filters)
        rules = [copy.copy(rule) for groups in self.groups.values() for group in groups.values() if group.id in wanted
                 for rule in (*group.egress_rules, *group.ingress_rules)]
        for rule in rules:
            rule.from_port = -1 if rule.from_port is None else rule.from_port
            rule.to_port = -1 if rule.to_port is None else rule.to_port
        return rules

    SecurityGroupBackend.describe_security_group_rules = describe_security_group_rules


# ---------------------------------------------------------------- calls
def group_of(response):
    name = response._get_param("GroupId") or response._get_param("GroupName")
    group = response.ec2_backend.get_security_group_by_name_or_id(name)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(name)
    return group


def revoke(direction):
    def fn(self):
        self.error_on_dryrun()
        group = group_of(self)
        rules = getattr(group, f"{direction}_rules")
        ids = self._get_param("SecurityGroupRuleIds", [])
        if ids:
            there = {rule.id for rule in rules}
            for rule_id in ids:
                if rule_id not in there:
                    raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
            gone, unknown = [rule for rule in rules if rule.id in ids], []
        else:
            wanted = list(wanted_rules(self, group, direction))
            gone = [rule for rule in rules if rule in wanted]
            unknown = [rule for rule in wanted if rule not in rules]
        vpc = self.ec2_backend.vpcs.get(group.vpc_id)
        if unknown and not (vpc and str(vpc.is_default).lower() == "true"):
            raise InvalidPermissionNotFoundError()
        taken = {rule.id for rule in gone}
        setattr(group, f"{direction}_rules", [rule for rule in rules if rule.id not in taken])
        return ActionResult({"Return": True, "UnknownIpPermissions": [permission_of(rule) for rule in unknown]})
    fn.__name__ = f"revoke_security_group_{direction}"
    return fn


def wanted_rules(response, group, direction):
    for asked in response._process_rules_from_querystring():
        if asked["ip_protocol"] is not None:
            yield from response.ec2_backend._iterate_security_rules(
                asked["ip_protocol"], group.id, asked["from_port"], asked["to_port"], asked["ip_ranges"],
                asked["source_groups"], asked["prefix_list_ids"], is_egress=direction == "egress")


def permission_of(rule):
    source = {"IpRanges": [rule.ip_range]} if "CidrIp" in rule.ip_range else {"Ipv6Ranges": [rule.ip_range]} if rule.ip_range else \
        {"PrefixListIds": [{"PrefixListId": rule.prefix_list_id}]} if rule.prefix_list_id else {"UserIdGroupPairs": [rule.source_group]}
    return {"IpProtocol": rule.ip_protocol, "FromPort": rule.from_port, "ToPort": rule.to_port, **source}


def update_descriptions(direction, inner):
    def fn(self):
        wanted = {one["SecurityGroupRuleId"]: one.get("Description") for one in self._get_param("SecurityGroupRuleDescriptions", [])}
        if not wanted:
            return inner(self)
        rules = {rule.id: rule for rule in getattr(group_of(self), f"{direction}_rules")}
        for rule_id in wanted:
            if rule_id not in rules:
                raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        for rule_id, text in wanted.items():
            describe(rules[rule_id], text)
        return EmptyResult()
    fn.__name__ = inner.__name__
    return fn


def patch_prefix_list_entries():
    inner = VPCs.get_managed_prefix_list_entries

    def get_managed_prefix_list_entries(self):
        wanted = self._get_param("PrefixListId")
        if self.ec2_backend.get_managed_prefix_list_entries(wanted) is None:
            raise EC2ClientError("InvalidPrefixListID.NotFound", f"The prefix list ID '{wanted}' does not exist")
        entries = inner(self).result["Entries"]
        rows, following = page(list(entries or []), int(self._get_param("MaxResults") or 100), self._get_param("NextToken"))
        return ActionResult({"Entries": rows, "NextToken": following})

    VPCs.get_managed_prefix_list_entries = get_managed_prefix_list_entries
