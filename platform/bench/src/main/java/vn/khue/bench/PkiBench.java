package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.VaultKey;

/** Certificates, OCSP answers, time stamps and bare signatures on one thread, beside the raw P-256 rate of openssl. */
public final class PkiBench implements Bench {

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
                byte[] stamp = stampRequest();
                Rate rate = new Rate(2, 1);
                return List.of(
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
        try {
            X509Certificate issuer = issued.chain().get(1);
            var sha256 = new JcaDigestCalculatorProviderBuilder()
                    .build()
                    .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
            return new OCSPReqBuilder()
                    .addRequest(new CertificateID(
                            sha256,
                            new X509CertificateHolder(issuer.getEncoded()),
                            issued.chain().get(0).getSerialNumber()))
                    .build()
                    .getEncoded();
        } catch (Exception e) {
            throw new BenchException("expected an OCSP request, found " + e, e);
        }
    }

    private static byte[] stampRequest() {
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            return generator
                    .generate(NISTObjectIdentifiers.id_sha256, new byte[32])
                    .getEncoded();
        } catch (IOException e) {
            throw new BenchException("expected a time-stamp request, found " + e, e);
        }
    }
}
