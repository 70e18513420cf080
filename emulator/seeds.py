"""Seeds accounts through moto's backends: many resources in a moment, the same ones for the same seed."""
import collections
import ipaddress
import json

from moto.ec2.models import ec2_backends
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.iam.models import Role, iam_backends
from moto.iam.utils import random_role_id
from moto.rds.models import rds_backends

J = json.dumps
TRUST = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
TRUST_BAD = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
POL = [J({"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]}),
       J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:*:log-group:/app/*"}]})]
POL_BAD = J({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
PORTS = [22, 80, 443, 3306, 5432, 6379, 8080, 8443, 9200, 27017]


VARIANTS = {"Environment": ("environment", {"prod": "Production", "dev": "DEV", "stage": "Stage "}), "Owner": ("owner", {}), "CostCenter": ("Costcenter", {})}


def tags(rng, i, args):
    t = {"Name": f"r-{i}", "Environment": ("dev", "stage", "prod")[i % 3], "Owner": f"team-{i % 7}", "CostCenter": str(100 + i % 5)}
    if rng.random() < args.bad:
        t.pop(rng.choice(["Environment", "Owner", "CostCenter"]))
    if args.variants and rng.random() < args.variants:
        key = rng.choice([key for key in VARIANTS if key in t])
        other, values = VARIANTS[key]
        value = t.pop(key)
        t[rng.choice([key, other]) if value in values else other] = values.get(value, value)
    return {} if args.untagged and rng.random() < args.untagged else t


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
            subnets.append(b.create_subnet(vpc.id, f"10.{v}.{s * 64}.0/18", availability_zone=region + "ab"[s], tags={"subnet": tags(rng, s, args)}))
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
            c = min(left, 5 if args.instances <= 1000 else 25); left -= c       # a reservation takes moto as long as ten instances
            made = b.run_instances("ami-00000000", c, None, [], region_name=region, instance_type="t3.micro", is_instance_type_default=False, subnet_id=sn)
            for i, instance in enumerate(made.instances):
                instance.add_tags(tags(rng, left + i, args))
                for device in instance.block_device_mapping.values():
                    b.create_tags([device.volume_id], tags(rng, left + i, args))
        n["instance"] += args.instances
    for i in range(args.volumes):
        v = b.create_volume(8, region + "a")
        v.add_tags(tags(rng, i, args))
        n["volume"] += 1
    if args.snapshots:
        source = b.create_volume(8, region + "a")
        n["volume"] += 1
    for i in range(args.snapshots):
        b.create_snapshot(source.id, f"snapshot {i}").add_tags(tags(rng, i, args))
        n["snapshot"] += 1
    for i in range(args.elastic_ips):
        b.allocate_address("vpc", tags=tags(rng, i, args))
        n["elastic-ip"] += 1
    seed_subnets(b, region, rng, args, n)
    for i in range(args.rds):
        rds_backends[acct][region].create_db_instance({
            "db_instance_identifier": f"db-{i:05d}", "engine": "mysql", "db_instance_class": "db.t3.micro", "allocated_storage": 10,
            "master_username": "admin", "master_user_password": "password", "tags": listed(tags(rng, i, args))})
        n["rds"] += 1
    return n


def seed_subnets(b, region, rng, args, n):
    """In VPCs of their own, 250 each: moto compares a subnet with every other one of its VPC."""
    for i in range(args.subnets):
        if i % 250 == 0:
            vpc = b.create_vpc(f"172.{16 + i // 250 % 16}.0.0/16", tags=listed(tags(rng, i, args)))
            blocks = ipaddress.ip_network(vpc.cidr_block).subnets(new_prefix=28)
            n["vpc"] += 1
        b.create_subnet(vpc.id, str(next(blocks)), availability_zone=region + "ab"[i % 2], tags={"subnet": tags(rng, i, args)})
        n["subnet"] += 1


def listed(tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def seed_account(acct, rng, args):
    ib, n = iam_backends[acct]["aws"], collections.Counter()
    managed = [ib.create_policy("seeded", "/", POL[1].replace("/app/", f"/app-{i}/"), f"managed-{i:03d}", []) for i in range(args.managed)]
    for i in range(args.roles):
        bad = rng.random() < args.bad
        role = Role(acct, "aws", random_role_id(acct), f"role-{i:05d}", TRUST_BAD if bad else TRUST, "/app/", None, "seeded",
                    [{"Key": k, "Value": v} for k, v in tags(rng, i, args).items()], "3600")
        role.policies.update(read=POL[0], logs=POL_BAD if bad else POL[1])
        if managed:
            managed[i % len(managed)].attach_to(role)
        ib.roles[role.id] = role
        n["role"] += 1; n["role_bad"] += bad
    if args.buckets:
        from moto.s3.models import s3_backends
        s3 = s3_backends[acct]["aws"]
        for i in range(args.buckets):
            bk = s3.create_bucket(f"b-{acct}-{i}", args.regions.split(",")[0])
            s3.put_bucket_tagging(bk.name, tags(rng, i, args))
    return n
