#!/usr/bin/env python3
"""An AWS emulator for tests, demo and benchmarks: moto in one process, seeded through its backends, patched where it is
unlike AWS (patches.py), with faults and a log of calls in front of it (faults.py) and STS's trust checks (trust.py).

  aws.py --port 5555 --accounts 111111111111,222222222222 --regions us-east-1,eu-west-1 --sgs 1000
  aws.py --zygote-port 0 …   seed once, then POST /fork → {"port","pid"}: a child with a private copy of the seeded state;
                             DELETE /fork/<pid> ends it.
  aws.py --stock …           moto as it is: no patches; faults and log stay.

Prints a JSON line a phase on stdout; {"phase":"ready",…} means connections are accepted.
"""
import argparse
import collections
import ctypes
import http.server
import json
import logging
import os
import random
import signal
import sys
import time

STARTED = time.time()


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--zygote-port", type=int)
    parser.add_argument("--accounts", default="111111111111")
    parser.add_argument("--regions", default="us-east-1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sgs", default="0", help="security groups a region, or REGION=COUNT by comma")
    for name, default in {"vpcs": 1, "rules": 6, **dict.fromkeys(("roles", "instances", "volumes", "buckets", "snapshots", "subnets", "elastic-ips", "rds", "managed"), 0)}.items():
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--bad", type=float, default=0.05, help="share of resources that violate something")
    parser.add_argument("--untagged", type=float, default=0, help="share of resources that have no tag")
    parser.add_argument("--variants", type=float, default=0, help="share of resources with a key or value in another spelling")
    for name in ("stock", "quiet", "no-trust", "die-with-parent"):
        parser.add_argument("--" + name, action="store_true")
    return parser.parse_args()


args = arguments()
os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")

from moto.moto_api._internal import mock_random  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402

import buckets  # noqa: E402
import faults  # noqa: E402
import groups  # noqa: E402
import lists  # noqa: E402
import network  # noqa: E402
import patches  # noqa: E402
import policies  # noqa: E402
import principals  # noqa: E402
import seeds  # noqa: E402
import tagging  # noqa: E402
import tags  # noqa: E402
import vpcs  # noqa: E402


def say(phase, **more):
    print(json.dumps({"phase": phase, "t": round(time.time() - STARTED, 3), **more}), flush=True)


def die_with_parent():
    """A run of tests that was killed leaves no emulator behind (Linux alone has this)."""
    if args.die_with_parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)      # PR_SET_PDEATHSIG


def warm(app):
    """Build the per-service Flask apps and botocore models once, so the first real call is not slow."""
    from werkzeug.test import Client
    cl = Client(app)
    for svc, body, tgt in (("ec2", "Action=DescribeVpcs&Version=2016-11-15", None), ("iam", "Action=ListUsers&Version=2010-05-08", None),
                           ("sts", "Action=GetCallerIdentity&Version=2011-06-15", None), ("tagging", "{}", "ResourceGroupsTaggingAPI_20170126.GetResources"),
                           ("config", "{}", "StarlingDoveService.DescribeConfigRules"), ("organizations", "{}", "AWSOrganizationsV20161128.ListAccounts")):
        h = {"Authorization": f"AWS4-HMAC-SHA256 Credential=warm/20260101/us-east-1/{svc}/aws4_request, SignedHeaders=host, Signature=x",
             "Content-Type": "application/x-amz-json-1.1" if tgt else "application/x-www-form-urlencoded"}
        if tgt:
            h["X-Amz-Target"] = tgt
        cl.post("/", data=body, headers=h)
    cl.get("/", headers={"Authorization": "AWS4-HMAC-SHA256 Credential=warm/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x"})


def serve(app, port, args, note=None):
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_request(self, *a):
            if not args.quiet:
                super().log_request(*a)
    srv = make_server(args.host, port, app, threaded=True, request_handler=Handler)
    srv.daemon_threads = True
    (note or (lambda p: say("ready", port=p, pid=os.getpid())))(srv.server_port)
    srv.serve_forever()


def zygote(app, args):
    import socket
    kids = {}

    class H(http.server.BaseHTTPRequestHandler):
        def log_message(self, *a): pass
        def out(self, o, code=200):
            b = json.dumps(o).encode(); self.send_response(code); self.send_header("Content-Length", str(len(b))); self.end_headers(); self.wfile.write(b)
        def do_GET(self): self.out({"children": {str(k): v for k, v in kids.items()}, "pid": os.getpid()})
        def do_POST(self):
            t = time.time(); r, w = os.pipe(); pid = os.fork()
            if pid == 0:                                      # child: private copy-on-write state
                os.close(r); self.server.socket.close(); self.connection.close()
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                die_with_parent()
                try:
                    serve(app, 0, args, lambda p: (os.write(w, str(p).encode()), os.close(w)))
                finally:
                    os._exit(0)
            os.close(w); port = int(os.read(r, 16) or b"0"); os.close(r); kids[pid] = port
            self.out({"port": port, "pid": pid, "ms": round((time.time() - t) * 1000, 1)})
        def do_DELETE(self):
            pid = int(self.path.rsplit("/", 1)[1])
            if pid not in kids:
                return self.out({"error": "unknown pid"}, 404)
            os.kill(pid, signal.SIGTERM); os.waitpid(pid, 0); kids.pop(pid); self.out({"ended": pid})
    srv = http.server.HTTPServer((args.host, args.zygote_port), H)   # single-threaded on purpose: fork() with no other threads

    def stop(*_):
        for p in list(kids): os.kill(p, signal.SIGTERM)
        os._exit(0)
    signal.signal(signal.SIGTERM, stop); signal.signal(signal.SIGINT, stop)
    import gc; gc.collect(); gc.freeze()
    say("ready", zygote=srv.server_port, pid=os.getpid())
    srv.serve_forever()


def main():
    die_with_parent()
    if not args.stock:
        for patch in (patches.patch_fast, lists.patch_lists, patches.patch_fidelity, groups.patch_groups, patches.patch_default_group, network.patch_network, tags.patch_tags,
                      buckets.patch_buckets, principals.patch_principals, policies.patch_policies, tagging.patch_tagging, vpcs.patch_vpcs):
            patch()
    mock_random.seed(args.seed)
    rng, total = random.Random(args.seed), collections.Counter()
    for account in args.accounts.split(","):
        total += seeds.seed_account(account, rng, args)
        for region in args.regions.split(","):
            total += seeds.seed_region(account, region, rng, args)
    say("seeded", **total)
    app = DomainDispatcherApplication(create_backend_app)
    warm(app)
    app = faults.Faults(app, check_trust=not args.no_trust)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if args.zygote_port is not None:
        zygote(app, args)
    else:
        serve(app, args.port, args)


if __name__ == "__main__":
    main()
