"""A whole PKI on loopback for the tests: certomancer's CA, OCSP responder, CRLs and timestamp servers, some of which lie.

    pki.py DIRECTORY [PORT]

Makes keys and key files in DIRECTORY unless they are there, prints one line of JSON with the port, and serves until
standard input ends. Paths: /pki/tsa/tsa, /pki/ocsp/interm, /pki/crls/root/latest.crl and so on as certomancer has them;
/lie/<how>/tsa for a timestamp server that lies; /busy answers 503; /hang answers nothing; /drip answers a byte at a time,
/flood without an end; /counts tells how often each path was asked.
"""
import datetime
import hashlib
import json
import os
import socketserver
import sys
import threading
import time
from collections import Counter
from wsgiref import simple_server

from asn1crypto import cms, pem, tsp
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.crypto_utils import generic_sign
from certomancer.registry import CertomancerConfig
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.wrappers import Request, Response

KEYS = ["root", "interm", "interm-ocsp", "tsa", "leader", "seal", "revoked", "bare", "rogue"]
PASSWORD = b"bi mat"


def day(offset):
    moment = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return (moment + datetime.timedelta(days=offset)).isoformat()


def certificate(issuer, usage, *more, subject=None):
    entry = {
        "issuer": issuer,
        "validity": {"valid-from": day(-2), "valid-to": day(365)},
        "extensions": [
            {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": usage}},
            *more,
        ],
    }
    if subject:
        entry["subject"] = subject
    return entry


def authority(issuer, *more, subject=None):
    basic = {"id": "basic_constraints", "critical": True, "value": {"ca": True}}
    return certificate(issuer, ["key_cert_sign", "crl_sign"], basic, *more, subject=subject)


def crl(*repositories):
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": list(repositories)}},
    }


def responder(*names):
    return {
        "id": "authority_information_access",
        "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": list(names)}},
    }


def purpose(name):
    return {"id": "extended_key_usage", "critical": True, "value": [name]}


def configuration():
    signing = ["digital_signature", "non_repudiation"]
    revoked = certificate("interm", signing, crl("interm"), responder("interm"))
    revoked["revocation"] = {"revoked-since": day(-1), "reason": "key_compromise"}
    return {
        "keysets": {"keys": {"path-prefix": ".", "keys": {name: {"path": f"{name}.key.pem"} for name in KEYS}}},
        "pki-architectures": {
            "pki": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "VN", "organization-name": "UBND xã Phú Cường"},
                "entities": {
                    "root": {"common-name": "CA gốc thử nghiệm"},
                    "interm": {"common-name": "CA cấp dưới"},
                    "interm-ocsp": {"common-name": "OCSP"},
                    "tsa": {"common-name": "Máy chủ dấu thời gian"},
                    "leader": {"common-name": "Nguyễn Văn A"},
                    "seal": {"common-name": "UBND xã Phú Cường"},
                    "revoked": {"common-name": "Trần Thị B"},
                    "bare": {"common-name": "Lê Văn C"},
                    "rogue": {"common-name": "CA giả"},
                },
                "certs": {
                    "root": authority("root", subject="root"),
                    "interm": authority("root", crl("root")),
                    "interm-ocsp": certificate(
                        "interm", ["digital_signature"], purpose("ocsp_signing"), {"id": "ocsp_no_check"}),
                    "tsa": certificate("root", ["digital_signature"], purpose("time_stamping"), crl("root")),
                    "tsa-general": certificate("root", ["digital_signature"], crl("root"), subject="tsa")
                    | {"subject-key": "tsa"},
                    "leader": certificate("interm", signing, crl("interm"), responder("interm")),
                    "seal": certificate("interm", signing, crl("interm"), responder("interm")),
                    "revoked": revoked,
                    "bare": certificate("interm", signing),
                    "rogue": certificate("rogue", ["digital_signature"], purpose("time_stamping"), subject="rogue"),
                },
                "services": {
                    "ocsp": {
                        "interm": {
                            "for-issuer": "interm", "responder-cert": "interm-ocsp", "signing-key": "interm-ocsp"}
                    },
                    "crl-repo": {
                        name: {"for-issuer": name, "signing-key": name, "simulated-update-schedule": schedule}
                        for name, schedule in [("root", "P90D"), ("interm", "P1D")]
                    },
                    "time-stamping": {
                        "tsa": {"signing-key": "tsa", "signing-cert": "tsa"},
                        "general": {"signing-key": "tsa", "signing-cert": "tsa-general"},
                        "rogue": {"signing-key": "rogue", "signing-cert": "rogue"},
                    },
                },
            }
        },
    }


def prepare(directory):
    os.makedirs(directory, exist_ok=True)
    for name in KEYS:
        path = f"{directory}/{name}.key.pem"
        if not os.path.exists(path):
            key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            form = serialization.PrivateFormat.TraditionalOpenSSL
            with open(path, "wb") as file:
                file.write(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    path = f"{directory}/pki.json"
    if not os.path.exists(path):
        with open(path, "w") as file:
            json.dump(configuration(), file)
    with open(path) as file:
        return json.load(file)


def write_key_files(directory, pki):
    def store(name, data, mode=0o600):
        with open(os.open(f"{directory}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)

    for name in ["root", "tsa"]:
        store(f"{name}.pem", pem.armor("CERTIFICATE", pki.get_cert(name).dump()))
    store("passphrase", PASSWORD + b"\n")
    for name in ["leader", "seal", "revoked", "bare"]:
        chain = ["interm", "root"]
        store(f"{name}.p12", pki.package_pkcs12(name, certs_to_embed=chain, password=PASSWORD))
    store("lonely.p12", pki.package_pkcs12("leader", certs_to_embed=[], password=PASSWORD))


def alone(status):
    """A reply without a token, which asn1crypto does not make."""
    content = tsp.PKIStatusInfo(status).dump()
    return bytes([0x30, len(content)]) + content


class Liar:
    """Timestamp servers that answer something else than was asked."""

    def __init__(self, pki):
        self.pki = pki

    def server(self, name):
        now = datetime.datetime.now(datetime.timezone.utc)
        return self.pki.service_registry.summon_timestamper(name, now)

    def answer(self, how, query):
        request = tsp.TimeStampReq.load(query)
        if how == "imprint":
            request["message_imprint"]["hashed_message"] = hashlib.sha256(b"something else").digest()
        elif how == "nonce":
            request["nonce"] = request["nonce"].native + 1
        elif how == "no-nonce":
            request = tsp.TimeStampReq({
                "version": "v1", "message_imprint": request["message_imprint"], "cert_req": True})
        elif how == "rejection":
            return alone({"status": "rejection", "status_string": ["bad_alg"]})
        elif how == "waiting":
            return alone({"status": "waiting"})
        elif how == "garbage":
            return b"<html>It works!</html>"
        elif how == "empty":
            return b""
        server = self.server({"rogue": "rogue", "general": "general"}.get(how, "tsa"))
        if how in ("past", "future"):
            # Signed as it should be: a clock that is wrong, or a server that lies well.
            server.fixed_dt = wrong_clock(how)
        response = server.request_tsa_response(request)
        if how == "truncated":
            return response.dump()[:-40]
        if how == "no-token":
            return alone({"status": "granted"})
        if how == "time":
            self.change_time(response)
        if how == "swapped":
            # The right name and number, another key's signature.
            signed = response["time_stamp_token"]["content"]
            attributes = signed["signer_infos"][0]["signed_attrs"].untag()
            signature = generic_sign(self.pki.key_set.get_private_key("rogue"), attributes.dump(),
                                     signed["signer_infos"][0]["signature_algorithm"])
            signed["signer_infos"][0]["signature"] = signature
        return response.dump(force=True)

    def change_time(self, response):
        content = response["time_stamp_token"]["content"]["encap_content_info"]
        info = content["content"].parsed
        info["gen_time"] = info["gen_time"].native - datetime.timedelta(days=30)
        content["content"] = cms.ParsableOctetString(info.dump(force=True))


def wrong_clock(how):
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=-1 if how == "past" else 1)


def endless(path):
    """For a minute a byte at a time, or 256 MiB."""
    for _ in range(300 if path == "/drip" else 256):
        yield b"0" if path == "/drip" else bytes(1 << 20)
        if path == "/drip":
            time.sleep(0.2)


class Services:
    def __init__(self, animator, liar):
        self.animator, self.liar = animator, liar
        self.counts = Counter()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/counts":
            return Response(json.dumps(self.counts), mimetype="application/json")(environ, start_response)
        self.counts[path] += 1
        if path == "/busy":
            return Response("busy", status=503)(environ, start_response)
        if path == "/hang":
            time.sleep(60)
        if path in ("/drip", "/flood"):
            return Response(endless(path), mimetype="application/timestamp-reply")(environ, start_response)
        if path.startswith("/lie/"):
            how, query = path.split("/")[2], Request(environ).get_data()
            # Whoever looks at it for its clock asks for no timestamp.
            reply = self.liar.answer(how, query) if query else b""
            response = Response(reply, mimetype="application/timestamp-reply")
            if how in ("past", "future"):
                response.date = wrong_clock(how)
            return response(environ, start_response)
        return self.animator(environ, start_response)


class Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True
    allow_reuse_address = True


class Silent(simple_server.WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def main():
    directory = sys.argv[1]
    raw = prepare(directory)
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    server = Server(("127.0.0.1", port), Silent)
    port = server.server_port
    raw["external-url-prefix"] = f"http://127.0.0.1:{port}"
    config = CertomancerConfig(raw, key_search_dir=directory)
    pki = config.get_pki_arch("pki")
    write_key_files(directory, pki)
    server.set_app(Services(Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False), Liar(pki)))
    print(json.dumps({"port": port}), flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


main()
