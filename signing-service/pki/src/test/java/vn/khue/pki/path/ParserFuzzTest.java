package vn.khue.pki.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.fuzz.Fuzz;
import vn.khue.pki.ocsp.OcspRequests;
import vn.khue.pki.pkcs10.CertificationRequests;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.pki.pkcs10.Pkcs10Result;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;

/** Every parser of this room that strangers can reach, with damaged inputs: an answer or its own exception, nothing else. */
@Tag("slow")
class ParserFuzzTest {
    private static final int LIMIT = 16_384;

    @TempDir
    Path folder;

    private TestPki pki;
    private IssuedCertificate person;
    private X509Certificate issuer;

    @BeforeEach
    void start() {
        pki = TestPki.in(folder);
        person = pki.person();
        issuer = person.chain().get(1);
    }

    @Test
    void certificates() {
        Fuzz fuzz = new Fuzz(
                1,
                LIMIT,
                Certificates.der(person.certificate()),
                Certificates.der(issuer),
                Certificates.der(pki.hierarchy.root()));
        long count = fuzz.run("certificate", Fuzz.share(7), input -> {
            try {
                ParsedCertificate.of(Certificates.parse(input)).ifPresent(ParsedCertificate::criticalExtensions);
            } catch (PkiException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void revocationLists() {
        Fuzz fuzz = new Fuzz(
                2,
                LIMIT,
                pki.revocation.crl(person.certificate()).orElseThrow(),
                pki.register.latestCrl("root").orElseThrow().der());
        long count = fuzz.run("CRL", Fuzz.share(7), input -> {
            Optional<ParsedCrl> crl = ParsedCrl.of(input);
            if (crl.isPresent()) {
                crl.get().find(issuer.getSubjectX500Principal(), BigInteger.ONE);
                crl.get().understood();
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void ocspRequests() {
        Fuzz fuzz = new Fuzz(3, LIMIT, OcspRequests.of(person.certificate(), issuer));
        assertThat(fuzz.run("OCSP request", Fuzz.share(7), input -> pki.responder.respond(input)))
                .isPositive();
    }

    @Test
    void certificationRequests() throws Exception {
        Pkcs10Reader reader = new Pkcs10Reader(
                Profiles.shipped().get("service-tls"), PkiPolicy.vn2026().algorithms(), CryptoProviders.fastest());
        Fuzz fuzz = new Fuzz(7, LIMIT, CertificationRequests.ofEveryKind());
        long count = fuzz.run("certification request", Fuzz.share(7), input -> {
            if (reader.read(input) instanceof Pkcs10Result.Accepted accepted) {
                assertThat(accepted.request().names()).isNotEmpty();
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void timestampRequests() throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] request = generator
                .generate(TSPAlgorithms.SHA256, DigestAlgorithm.SHA256.of(new byte[1]), BigInteger.TEN)
                .getEncoded();
        Fuzz fuzz = new Fuzz(4, LIMIT, request);
        assertThat(fuzz.run("timestamp request", Fuzz.share(7), input -> pki.timestamps.respond(input)))
                .isPositive();
    }

    @Test
    void ocspAnswers() {
        byte[] answer = pki.revocation.ocsp(person.certificate(), issuer).orElseThrow();
        Fuzz fuzz = new Fuzz(5, LIMIT, answer);
        // Parsing asks for no tools; what stands behind it is tried with whole paths below.
        long count = fuzz.run(
                "OCSP answer",
                Fuzz.share(7),
                input -> new OcspEvidence(null, new RevocationEvidence(List.of(input), List.of()), List.of()));
        assertThat(count).isPositive();
    }

    @Test
    void pathsWithDamagedEvidence() {
        byte[] rootCrl = pki.register.latestCrl("root").orElseThrow().der();
        byte[] ocsp = pki.revocation.ocsp(person.certificate(), issuer).orElseThrow();
        PathValidator validator = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
        Fuzz fuzz = new Fuzz(6, LIMIT, ocsp);
        long count = fuzz.run("path with an OCSP answer", Fuzz.share(7), input -> {
            PathResult result = validator.validate(PathRequest.of(
                    person.certificate(),
                    pki.authorities(),
                    pki.trust(),
                    pki.clock.instant(),
                    new RevocationEvidence(List.of(input), List.of(rootCrl)),
                    Purpose.DOCUMENT_SIGNING));
            boolean untouched = java.util.Arrays.equals(input, ocsp);
            assertThat(result instanceof PathResult.Valid).isEqualTo(untouched);
        });
        assertThat(count).isPositive();
    }
}
