"""Seeds accounts through moto's backends: many resources in a moment, the same ones for the same seed."""
import collections
import json

from moto.ec2.models import ec2_backends
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.iam.models import Role, iam_backends
from moto.iam.utils import random_role_id

J = json.dumps
TRUST = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
TRUST_BAD = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
POL = [J({"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]}),
       J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:*:log-group:/app/*"}]})]
POL_BAD = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
PORTS = [22, 80, 443, 3306, 5432, 6379, 8080, 8443, 9200, 27017]


def tags(rng, i, args):
    t = {"Name": f"r-{i}", "Environment": ("dev", "stage", "prod")[i % 3], "Owner": f"team-{i % 7}", "CostCenter": str(100 + i % 5)}
    if rng.random() < args.bad:
        t.pop(rng.choice(["Environment", "Owner", "CostCenter"]))
    return t


def groups_in(region, args):
    if "=" not in args.sgs:
        return int(args.sgs)
    return int(dict(one.split("=") for one in args.sgs.split(",")).get(region, 0))


def seed_region(acct, region, rng, args):
    b, n = ec2_backends[acct][region], collections.Counter()
    vpcs, subnets = [], []
    for v in range(args.vpcs):
        vpc = b.create_vpc(f"10.{v}.0.0/16", tags=[{"Key": k, "Value": x} for k, x in tags(rng, v, args).items()])
        vpcs.append(vpc)
        for s in range(2):
            subnets.append(b.create_subnet(vpc.id, f"10.{v}.{s * 64}.0/18", availability_zone=region + "ab"[s], tags=tags(rng, s, args)))
        igw = b.create_internet_gateway()
        b.attach_internet_gateway(igw.id, vpc.id)
        rt = b.create_route_table(vpc.id)
        b.create_route(rt.id, "0.0.0.0/0", gateway_id=igw.id)
        b.associate_route_table(route_table_id=rt.id, subnet_id=subnets[-1].id)
        n.update(vpc=1, subnet=2)
    for i in range(groups_in(region, args)):
        g = b.create_security_group(f"sg-{i}", "seeded", vpc_id=vpcs[i % len(vpcs)].id, tags=tags(rng, i, args), force=True)
        for r in range(args.rules):
            p, bad = str(PORTS[r % len(PORTS)]), r == 0 and rng.random() < args.bad
            rng_ = {"CidrIp": "0.0.0.0/0"} if bad else {"CidrIp": f"10.{r}.{i % 250}.0/24", "Description": f"rule {r}"}
            g.add_ingress_rule(SecurityGroupRule(b, "tcp", g.id, p, p, rng_, is_egress=False))
            n["rule"] += 1; n["rule_open"] += bad
        n["sg"] += 1
    if args.instances:
        sn = subnets[0].id if subnets else None
        left = args.instances
        while left:
            c = min(left, 5); left -= c              # moto pages DescribeInstances by reservation
            b.run_instances("ami-00000000", c, None, [], region_name=region, instance_type="t3.micro", is_instance_type_default=False,
                            subnet_id=sn, tags={"instance": tags(rng, left, args), "volume": tags(rng, left, args)})
        n["instance"] += args.instances
    for i in range(args.volumes):
        v = b.create_volume(8, region + "a")
        v.add_tags(tags(rng, i, args))
        n["volume"] += 1
    return n


def seed_account(acct, rng, args):
    ib, n = iam_backends[acct]["aws"], collections.Counter()
    for i in range(args.roles):
        bad = rng.random() < args.bad
        role = Role(acct, "aws", random_role_id(acct), f"role-{i:05d}", TRUST_BAD if bad else TRUST, "/app/", None, "seeded",
                    [{"Key": k, "Value": v} for k, v in tags(rng, i, args).items()], "3600")
        role.policies.update(read=POL[0], logs=POL_BAD if bad else POL[1])
        ib.roles[role.id] = role
        n["role"] += 1; n["role_bad"] += bad
    if args.buckets:
        from moto.s3.models import s3_backends
        s3 = s3_backends[acct]["aws"]
        for i in range(args.buckets):
            bk = s3.create_bucket(f"b-{acct}-{i}", args.regions.split(",")[0])
            s3.put_bucket_tagging(bk.name, tags(rng, i, args))
    return n


