"""pyHanko's AdES validation (ETSI EN 319 102-1) of every signature in PDFs: JSON, a list for each file.

    ades.py LEVEL ROOT.pem FILE…

At B-B (clause 5.3) and B-T (5.5) revocation data is fetched; at B-LT (5.5) and B-LTA (5.6) only what is in the file
counts. It is required in any case.
"""
import asyncio
import json
import logging
import sys

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.ades import (
    ades_basic_validation,
    ades_lta_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    FreshnessReqType,
)
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)


def specification(root, online, knowledge):
    revocation = CertRevTrustPolicy(
        REQUIRE_REVINFO, freshness=None, freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION)
    rule = RevinfoOnlineFetchingRule
    return SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=[root]), revinfo_policy=revocation),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=rule.NO_HISTORICAL_FETCH if online else rule.LOCAL_ONLY),
        local_knowledge=knowledge,
    )


def store(reader):
    """The document security store, each entry once or not at all."""
    if "/DSS" not in reader.root:
        return LocalKnowledge(), {}
    dss = DocumentSecurityStore.read_dss(reader)
    raw = reader.root["/DSS"]
    data = {key: [item.get_object().data for item in raw.get("/" + key, [])] for key in ["Certs", "CRLs", "OCSPs"]}
    responses = [OCSPResponse.load(item) for item in data["OCSPs"]]
    knowledge = LocalKnowledge(
        known_ocsps=[part for response in responses for part in OCSPContainer.load_multi(response)],
        known_crls=[CRLContainer(CertificateList.load(item)) for item in data["CRLs"]],
        known_certs=list(dss.load_certs()),
    )
    facts = {key: len(items) for key, items in data.items()}
    facts["twice"] = sum(len(items) - len(set(items)) for items in data.values())
    facts["other"] = sorted(key[1:] for key in raw if key[1:] not in data and key != "/Type")
    facts["indirect"] = isinstance(reader.root.raw_get("/DSS"), IndirectObject)
    return knowledge, facts


def validate(level, signature, specified):
    if level == "B-LTA":
        return asyncio.run(ades_lta_validation(signature, PdfSignatureValidationSpec(specified)))
    algorithm = ades_basic_validation if level == "B-B" else ades_with_time_validation
    return asyncio.run(algorithm(
        signature.signed_data, specified, raw_digest=signature.compute_digest()))


def stamped(signature):
    """When the signature's own timestamp says that it existed; a value of no time without one."""
    for attribute in signature.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            content = attribute["values"][0]["content"]["encap_content_info"]["content"]
            return content.parsed["gen_time"].native
    return ...


def judge(path, level, root):
    reader = PdfFileReader(open(path, "rb"))
    knowledge, facts = store(reader)
    specified = specification(root, level in ("B-B", "B-T"), knowledge)
    verdicts = []
    for signature in reader.embedded_signatures:
        kind = str(signature.sig_object_type)[1:]
        verdict = {"field": signature.field_name, "kind": kind, "keys": sorted(k[1:] for k in signature.sig_object)}
        verdicts.append(verdict)
        signature.compute_integrity_info()
        status = signature.summarise_integrity_info()
        modified = status.get("diff_result") or status.get("docmdp_ok")
        verdict["coverage"] = signature.coverage.name
        verdict["modifications"] = getattr(getattr(modified, "modification_level", None), "name", "NONE")
        if kind == "DocTimeStamp":
            continue
        try:
            result = validate(level, signature, specified)
            verdict.update(
                passed=result.ades_subindic.status.name == "PASSED",
                message=f"{result.ades_subindic} {result.failure_msg or ''}",
                archived=getattr(result, "oldest_evidence_record_timestamp", None) is not None,
                proven=getattr(result, "best_signature_time", None) == stamped(signature),
            )
        except Exception as error:
            verdict.update(passed=False, message=repr(error), archived=False, proven=False)
    return {"signatures": verdicts, "store": facts}


def main():
    level, root, *rest = sys.argv[1:]
    print(json.dumps([judge(path, level, load_cert_from_pemder(root)) for path in rest]))


main()
