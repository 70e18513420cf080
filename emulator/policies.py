"""Roles and policies as IAM treats them, where stock moto 5.2.1 does otherwise.

Found by experiment, each beside what AWS documents (IAM API reference and user guide):
- There are no managed policies of AWS's, or all 1,400 of them; here a few, with the texts that moto has. The filter AWSManagedPolicy of
  GetAccountAuthorizationDetails gives those that somebody carries (so the captures of real accounts).
- ListEntitiesForPolicy leaves out roles that a policy bounds; without PolicyUsageFilter it gives both.
- PutRolePermissionsBoundary and CreateRole take a boundary that is not there: NoSuchEntity.
- A role that is deleted leaves its unique id where a trust policy named it (user guide, "AWS JSON policy elements: Principal"), and a
  trust policy that names such an id is refused: MalformedPolicyDocument.
- A role takes any number of managed policies: 10, LimitExceeded.
- Ids of policies begin with ANPA.
"""
import json
import re

from moto.core.responses import ActionResult
from moto.iam import models
from moto.iam.exceptions import LimitExceededException, MalformedPolicyDocument, NotFoundException
from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.iam.responses import IamResponse

OF_AWS = ("AdministratorAccess", "AmazonEC2ReadOnlyAccess", "AmazonS3FullAccess", "AmazonS3ReadOnlyAccess", "PowerUserAccess", "SecurityAudit")
ATTACHED = 10
UNIQUE = re.compile(r"^A(ROA|IDA)[A-Z0-9]{8,}$")
found = {}


def patch_policies():
    IAMBackend._init_aws_policies = of_aws
    inner_details = IAMBackend.get_account_authorization_details

    def get_account_authorization_details(self, policy_filter):
        details = inner_details(self, policy_filter)
        carried = [one for one in details["managed_policies"] if not isinstance(one, AWSManagedPolicy) or one.attachment_count > 0]
        return {**details, "managed_policies": carried}

    IAMBackend.get_account_authorization_details = get_account_authorization_details
    patch_entities()
    patch_roles()
    random_policy_id = models.random_policy_id
    models.random_policy_id = lambda: "ANPA" + random_policy_id()[4:]


def of_aws(self):
    """Texts are parsed once, and made into policies of each account."""
    if not found:
        every = json.loads(models.aws_managed_policies_data)
        found.update((name, every[name]) for name in OF_AWS)
    return [AWSManagedPolicy.from_data(name, self.account_id, self.region_name, data) for name, data in found.items()]


def patch_entities():
    inner = IamResponse.list_entities_for_policy

    def list_entities_for_policy(self):
        result = dict(inner(self).result)
        arn, kind = self._get_param("PolicyArn"), self._get_param("EntityFilter")
        if kind in (None, "", "Role"):
            named = {role.name for role in result["PolicyRoles"]}
            result["PolicyRoles"] = [*result["PolicyRoles"], *(role for role in self.backend.roles.values()
                                                               if role.permissions_boundary_arn == arn and role.name not in named)]
        return ActionResult(result)

    IamResponse.list_entities_for_policy = list_entities_for_policy


def patch_roles():
    put_boundary, create = IAMBackend.put_role_permissions_boundary, IAMBackend.create_role
    update, delete, attach = IAMBackend.update_assume_role_policy, IAMBackend.delete_role, IAMBackend.attach_role_policy

    def bounded(self, arn):
        if arn and arn not in self.managed_policies:
            raise NotFoundException(f"Scope ARN: {arn} does not exist or is not attachable.")

    def put_role_permissions_boundary(self, role_name, permissions_boundary):
        bounded(self, permissions_boundary)
        return put_boundary(self, role_name, permissions_boundary)

    def create_role(self, role_name, assume_role_policy_document, path, permissions_boundary, *rest, **more):
        bounded(self, permissions_boundary)
        refuse_ids(assume_role_policy_document)
        return create(self, role_name, assume_role_policy_document, path, permissions_boundary, *rest, **more)

    def update_assume_role_policy(self, role_name, policy_document):
        refuse_ids(policy_document)
        return update(self, role_name, policy_document)

    def delete_role(self, role_name):
        role = self.get_role(role_name)
        delete(self, role_name)
        for other in self.roles.values():
            text = other.assume_role_policy_document
            if f'"{role.arn}"' in (text or ""):
                other.assume_role_policy_document = text.replace(f'"{role.arn}"', f'"{role.id}"')

    def attach_role_policy(self, policy_arn, role_name):
        carried = self.get_role(role_name).managed_policies
        if policy_arn not in carried and len(carried) >= ATTACHED:
            raise LimitExceededException(f"Cannot exceed quota for PoliciesPerRole: {ATTACHED}")
        if policy_arn not in carried:
            attach(self, policy_arn, role_name)

    IAMBackend.put_role_permissions_boundary, IAMBackend.create_role = put_role_permissions_boundary, create_role
    IAMBackend.update_assume_role_policy, IAMBackend.delete_role = update_assume_role_policy, delete_role
    IAMBackend.attach_role_policy = attach_role_policy


def refuse_ids(text):
    """Ids are what AWS writes, and never takes."""
    try:
        statements = json.loads(text)["Statement"]
    except (TypeError, ValueError, KeyError):
        return
    for one in statements if isinstance(statements, list) else [statements]:
        principals = one.get("Principal")
        named = principals.get("AWS", []) if isinstance(principals, dict) else []
        for name in [named] if isinstance(named, str) else named:
            if UNIQUE.match(str(name)):
                raise MalformedPolicyDocument(f'Invalid principal in policy: "AWS":"{name}"')
