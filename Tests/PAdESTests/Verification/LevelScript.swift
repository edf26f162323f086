/// Makes signed PDFs of all levels and with every kind of evidence, with pyHanko and the `cryptography` library, and
/// has pyHanko judge them: a root, an authority below it, timestamp authorities, a stranger. "Then" is 400 days ago.
///
/// Arguments: a PDF to sign, a folder for the signed ones, `root.pem` and `verdicts.json`.
enum LevelScript {
    static let text = #"""
        import asyncio, datetime, io, json, logging, sys
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import rsa
        from cryptography.x509 import ocsp
        from cryptography.x509.oid import ExtendedKeyUsageOID as EKU, NameOID, AuthorityInformationAccessOID as AIA
        from asn1crypto import crl as acrl, keys, ocsp as aocsp, x509 as ax
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign import fields, signers
        from pyhanko.sign.timestamps import DummyTimeStamper
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko.sign.validation.ades import ades_lta_validation
        from pyhanko.sign.validation.policy_decl import (PdfSignatureValidationSpec, SignatureValidationSpec,
            RevocationInfoGatheringSpec, RevinfoOnlineFetchingRule)
        from pyhanko_certvalidator import ValidationContext
        from pyhanko_certvalidator.context import CertValidationPolicySpec
        from pyhanko_certvalidator.policy_decl import (
            CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule)
        from pyhanko_certvalidator.registry import SimpleCertificateStore, SimpleTrustManager
        from pyhanko.sign.validation.dss import DocumentSecurityStore
        from pyhanko.sign.validation.errors import NoDSSFoundError
        logging.disable(logging.CRITICAL)
        source, folder = sys.argv[1:]
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        day = datetime.timedelta(days=1)
        then = now - 400 * day

        class Authority:
            def __init__(self, name, issuer=None):
                self.key = rsa.generate_private_key(65537, 2048)
                self.name, self.issuer = name, issuer
                self.certificate = self.build(name, self.key, issuer or self, now - 3000 * day, now + 3000 * day,
                    [(x509.BasicConstraints(True, None), True), (usage('key_cert_sign', 'crl_sign'), True)])
                self.revoked = {}
            def build(self, name, key, issuer, start, end, extensions):
                subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
                builder = x509.CertificateBuilder(subject_name=subject, public_key=key.public_key(),
                    issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer.name)]),
                    serial_number=x509.random_serial_number(), not_valid_before=start, not_valid_after=end)
                for value, critical in extensions:
                    builder = builder.add_extension(value, critical)
                builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
                issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
                builder = builder.add_extension(issued_by, False)
                return builder.sign(issuer.key, hashes.SHA256())
            def issue(self, name, start, end, *extra, use=('digital_signature', 'content_commitment')):
                key = rsa.generate_private_key(65537, 2048)
                declared = [(x509.AuthorityInformationAccess([x509.AccessDescription(
                    AIA.OCSP, x509.UniformResourceIdentifier('http://ca.invalid/ocsp'))]), False),
                    (x509.CRLDistributionPoints([x509.DistributionPoint(
                    [x509.UniformResourceIdentifier('http://ca.invalid/crl')], None, None, None)]), False)]
                return Holder(self, key, self.build(name, key, self, start, end,
                    [(x509.BasicConstraints(False, None), True), (usage(*use), True)] + declared + list(extra)))
            def crl(self, at, days=7, key=None):
                builder = x509.CertificateRevocationListBuilder(issuer_name=self.certificate.subject,
                    last_update=at, next_update=at + days * day)
                for serial, date in self.revoked.items():
                    builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder(serial, date).build())
                return acrl.CertificateList.load(
                    builder.sign(key or self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER))
            def ocsp(self, holder, at, days=7, responder=None):
                date = self.revoked.get(holder.certificate.serial_number)
                responder = responder or self
                builder = ocsp.OCSPResponseBuilder().add_response(holder.certificate, self.certificate, hashes.SHA1(),
                    ocsp.OCSPCertStatus.REVOKED if date else ocsp.OCSPCertStatus.GOOD, at, at + days * day, date, None)
                builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
                if responder is not self:
                    builder = builder.certificates([responder.certificate])
                response = builder.sign(responder.key, hashes.SHA256())
                return aocsp.OCSPResponse.load(response.public_bytes(serialization.Encoding.DER))

        class Holder:
            def __init__(self, issuer, key, certificate):
                self.issuer, self.key, self.certificate = issuer, key, certificate

        def usage(*names):
            every = ['digital_signature', 'content_commitment', 'key_encipherment', 'data_encipherment',
                'key_agreement', 'key_cert_sign', 'crl_sign', 'encipher_only', 'decipher_only']
            return x509.KeyUsage(**{name: name in names for name in every})

        def asn(certificate):
            return ax.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))

        def private(holder):
            return keys.PrivateKeyInfo.load(holder.key.private_bytes(serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

        def chain(holder):
            found, issuer = [], holder.issuer
            while issuer is not None:
                found.append(asn(issuer.certificate))
                issuer = issuer.issuer
            return found

        def signer(holder):
            store = SimpleCertificateStore()
            store.register_multiple(chain(holder))
            return signers.SimpleSigner(
                signing_cert=asn(holder.certificate), signing_key=private(holder), cert_registry=store)

        def stamper(holder, at=None):
            store = SimpleCertificateStore()
            store.register_multiple(chain(holder) + [asn(holder.certificate)])
            return DummyTimeStamper(asn(holder.certificate), private(holder), certs_to_embed=store, fixed_dt=at)

        class LyingStamper(DummyTimeStamper):
            async def async_timestamp(self, message_digest, md_algorithm):
                return await super().async_timestamp(bytes(32), md_algorithm)

        tsa_usage = (x509.ExtendedKeyUsage([EKU.TIME_STAMPING]), True)
        ocsp_usage = (x509.ExtendedKeyUsage([EKU.OCSP_SIGNING]), False)
        root = Authority('Root')
        middle = Authority('Middle', root)
        stranger = Authority('Stranger')
        tsa = middle.issue('TSA', then - 30 * day, now + 300 * day, tsa_usage, use=('digital_signature',))
        old_tsa = middle.issue('Old TSA', then - 30 * day, then + 60 * day, tsa_usage, use=('digital_signature',))
        foreign_tsa = stranger.issue('Foreign TSA', then - 30 * day, now + 300 * day, tsa_usage,
            use=('digital_signature',))
        no_tsa = middle.issue('No TSA', then - 30 * day, now + 300 * day)
        person = middle.issue('Person', now - 30 * day, now + 300 * day)
        former = middle.issue('Former', then - 30 * day, then + 30 * day)
        responder = middle.issue('Responder', then - 30 * day, now + 300 * day, ocsp_usage,
            (x509.OCSPNoCheck(), False), use=('digital_signature',))
        lapsed = middle.issue('Lapsed', then - 30 * day, now + 300 * day)
        outlived = middle.issue('Outlived', then - 30 * day, now + 300 * day)

        def evidence(at, *holders, authority_crl=True):
            lists = [root.crl(at), middle.crl(at)]
            return dict(crls=lists, ocsps=[holder.issuer.ocsp(holder, at) for holder in holders])

        def context(at, found=None, mode='soft-fail'):
            return ValidationContext(trust_roots=[asn(root.certificate), asn(stranger.certificate)], moment=at,
                allow_fetching=False, revocation_mode=mode, other_certs=chain(person), **(found or {}))

        def make(name, holder, timestamper=None, found=None, at=None, lta=False, adobe=False, then_stamp=None):
            embed = found is not None
            metadata = signers.PdfSignatureMetadata(field_name='Sig', md_algorithm='sha256',
                embed_validation_info=embed, use_pades_lta=lta,
                validation_context=context(at, found) if embed else None,
                subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED if adobe else fields.SigSeedSubFilter.PADES)
            writer = IncrementalPdfFileWriter(open(source, 'rb'))
            output = signers.sign_pdf(writer, metadata, signer(holder), timestamper=timestamper)
            bytes_ = output.getvalue()
            if then_stamp:
                stamped_by, stamp_context = then_stamp
                bytes_ = signers.PdfTimeStamper(stamped_by).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(bytes_)),
                    'sha256', stamp_context).getvalue()
            open(f'{folder}/{name}.pdf', 'wb').write(bytes_)
            made.append(name)

        made = []
        moments = {name: then for name in ('expired-b-t', 'expired-b-lt', 'revoked-before-crl', 'revoked-before-ocsp',
            'revoked-after', 'expired-b-lta', 'renewed')}
        moments['too-late'] = then + 60 * day
        hour = datetime.timedelta(hours=1)
        make('b-b', person)
        make('b-t', person, stamper(tsa))
        make('b-lt', person, stamper(tsa), evidence(now - hour, person, tsa))
        make('b-lta', person, stamper(tsa), evidence(now - hour, person, tsa), lta=True)
        make('adobe', person, None, evidence(now - hour, person), adobe=True)
        delegated = evidence(now - hour)
        delegated['ocsps'] = [middle.ocsp(person, now - hour, responder=responder)]
        make('delegated', person, None, delegated, adobe=True)
        make('expired-b-b', former)
        make('expired-b-t', former, stamper(tsa, then))
        make('expired-b-lt', former, stamper(tsa, then), evidence(then - hour, former, tsa), at=then)
        make('expired-b-lta', former, stamper(tsa, then), evidence(then - hour, former, tsa), at=then,
            then_stamp=(stamper(tsa, then + day), context(then + day, evidence(then + day - hour, tsa))))
        make('renewed', former, stamper(old_tsa, then), evidence(then - hour, former, old_tsa), at=then,
            then_stamp=(stamper(tsa, then + day), context(then + day, evidence(then + day - hour, tsa))))
        make('too-late', former, stamper(tsa, then + 60 * day))
        make('untrusted-tsa', person, stamper(foreign_tsa))
        make('no-tsa', person, stamper(no_tsa))
        make('lying-tsa', person, LyingStamper(asn(tsa.certificate), private(tsa)))
        def make_with_store(name, holder, at, found, timestamped=True):
            writer = IncrementalPdfFileWriter(open(source, 'rb'))
            metadata = signers.PdfSignatureMetadata(field_name='Sig', md_algorithm='sha256',
                subfilter=fields.SigSeedSubFilter.PADES)
            timestamper = stamper(tsa, at) if timestamped else None
            output = signers.sign_pdf(writer, metadata, signer(holder), timestamper=timestamper)
            data = io.BytesIO(output.getvalue())
            DocumentSecurityStore.add_dss(data, None, certs=chain(holder), ocsps=found['ocsps'], crls=found['crls'])
            open(f'{folder}/{name}.pdf', 'wb').write(data.getvalue())
            made.append(name)
        middle.revoked[lapsed.certificate.serial_number] = then - day
        make_with_store('revoked-before-crl', lapsed, then, evidence(now - hour, tsa))
        make_with_store('revoked-before-ocsp', lapsed, then, dict(crls=[], ocsps=[middle.ocsp(lapsed, now - hour)]))
        make_with_store('revoked-now', lapsed, then, dict(crls=[middle.crl(now - hour)], ocsps=[]), timestamped=False)
        middle.revoked = {outlived.certificate.serial_number: then + day}
        make_with_store('revoked-after', outlived, then, evidence(now - hour, tsa))
        middle.revoked = {person.certificate.serial_number: now - 2 * day}
        make_with_store('forged-crl', person, now - hour,
            dict(crls=[middle.crl(now - hour, key=stranger.key)], ocsps=[]))
        make_with_store('forged-ocsp', person, now - hour,
            dict(crls=[], ocsps=[middle.ocsp(person, now - hour, responder=foreign_tsa)]))
        middle.revoked = {}

        def spec(rule):
            policy = CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build([asn(root.certificate)]),
                revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule)))
            return PdfSignatureValidationSpec(SignatureValidationSpec(policy,
                revinfo_gathering_policy=RevocationInfoGatheringSpec(
                    online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)))

        def judge(name):
            reader = PdfFileReader(open(f'{folder}/{name}.pdf', 'rb'))
            moment = moments.get(name)
            trust = dict(trust_roots=[asn(root.certificate)], allow_fetching=False)
            past = dict(trust, moment=moment, retroactive_revinfo=True) if moment else dict(trust)
            verdict = {}
            try:
                try:
                    known = DocumentSecurityStore.read_dss(reader).as_validation_context(past)
                except NoDSSFoundError:
                    known = ValidationContext(**past)
                # What the document timestamp of the day after proves of the signature timestamp.
                stamps = ValidationContext(**trust, moment=then + day if name in ('expired-b-lta', 'renewed') else None)
                signature = reader.embedded_signatures[0]
                verdict['basic'] = validate_pdf_signature(signature, known, stamps).bottom_line
            except Exception as error:
                verdict.update(basic=False, error=repr(error)[:200])
            if name == 'b-lta':
                signature = PdfFileReader(open(f'{folder}/{name}.pdf', 'rb')).embedded_signatures[0]
                result = asyncio.run(ades_lta_validation(signature, spec(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)))
                verdict['lta'] = str(result.ades_subindic)
            return verdict
        open(f'{folder}/root.pem', 'wb').write(root.certificate.public_bytes(serialization.Encoding.PEM))
        json.dump({name: judge(name) for name in made}, open(f'{folder}/verdicts.json', 'w'), indent=1)
        """#
}
