package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.VaultKey;

/** Certificates, OCSP answers, time stamps and bare signatures on one thread, beside the raw P-256 rate of openssl. */
public final class PkiBench implements Bench {

    private static final double LEAST_OF_SIGNING = 0.5;

    @Override
    public String name() {
        return "pki";
    }

    @Override
    public String about() {
        return "certificates, OCSP answers, time stamps and signatures by vault (P-256, one thread), beside openssl speed";
    }

    @Override
    public List<Measurement> run() {
        OpensslSpeed openssl = OpensslSpeed.of("ecdsap256");
        List<Measurement> rows = new ArrayList<>();
        for (var provider : Map.of(
                        "provider as chosen here", CryptoProviders.fastest(),
                        "Bouncy Castle only", CryptoProviders.portable())
                .entrySet()) {
            rows.addAll(measure(
                    provider.getKey() + " ("
                            + provider.getValue().ellipticCurve().getName() + ")",
                    provider.getValue(),
                    openssl));
        }
        rows.addAll(new VaultSigning(name(), openssl).measure());
        return rows;
    }

    private List<Measurement> measure(String label, CryptoProviders providers, OpensslSpeed openssl) {
        try {
            Path folder = Files.createTempDirectory("khue-bench-pki");
            try {
                PkiInMemory pki = new PkiInMemory(folder, providers);
                VaultKey key = pki.key();
                IssuedCertificate issued = pki.person(key);
                byte[] ocsp = ocspRequest(issued);
                byte[] stamp = TimestampQuery.der();
                byte[] nonce = ocspRequest(issued, 32);
                byte[] digest = new byte[32];
                SigningKey responder = pki.hierarchy.responders().get("people");
                Rate rate = new Rate(2, 1);
                List<Double> asked = rate.sideBySide(
                        List.of(() -> pki.responder.respond(nonce), () -> responder.signDigest(digest)));
                return List.of(
                        new Measurement(
                                name(),
                                "OCSP answers on demand with a nonce, " + label,
                                "1/s",
                                Measurement.Better.HIGHER,
                                asked.get(0),
                                asked.get(1),
                                "bare signatures of the same key",
                                Optional.of(LEAST_OF_SIGNING)),
                        row("certificates issued, " + label, rate.perSecond(() -> pki.person(key)), openssl),
                        row(
                                "OCSP answers on demand, " + label,
                                rate.perSecond(() -> pki.responder.respond(ocsp)),
                                openssl),
                        row("time stamps, " + label, rate.perSecond(() -> pki.timestamps.respond(stamp)), openssl));
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private Measurement row(String metric, double ours, OpensslSpeed openssl) {
        return new Measurement(
                name(),
                metric,
                "1/s",
                Measurement.Better.HIGHER,
                ours,
                openssl.signsPerSecond(),
                openssl.version() + " speed, bare P-256 signatures",
                Optional.empty());
    }

    private static byte[] ocspRequest(IssuedCertificate issued) {
        return ocspRequest(issued, 0);
    }

    /** @param nonce its bytes, 0 for none */
    private static byte[] ocspRequest(IssuedCertificate issued, int nonce) {
        try {
            X509Certificate issuer = issued.chain().get(1);
            var sha256 = new JcaDigestCalculatorProviderBuilder()
                    .build()
                    .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
            OCSPReqBuilder builder = new OCSPReqBuilder();
            if (nonce > 0) {
                builder.setRequestExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(new byte[nonce]).getEncoded())));
            }
            return builder.addRequest(new CertificateID(
                            sha256,
                            new X509CertificateHolder(issuer.getEncoded()),
                            issued.chain().get(0).getSerialNumber()))
                    .build()
                    .getEncoded();
        } catch (Exception e) {
            throw new BenchException("expected an OCSP request, found " + e, e);
        }
    }
}
