package vn.khue.pki.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.HostileDer;
import vn.khue.pki.MovableClock;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.policy.PkiPolicy;

class TimestampAuthorityTest {
    private static final byte[] DATA = "học bạ lớp 5A".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00.123Z"));
    private TestPki pki;

    @BeforeEach
    void start() {
        pki = TestPki.in(root, URI.create("http://localhost:8081"), clock);
    }

    @ParameterizedTest
    @EnumSource(
            value = DigestAlgorithm.class,
            names = {"SHA256", "SHA384", "SHA512"})
    void stampsAndTheTokenVerifies(DigestAlgorithm algorithm) throws Exception {
        byte[] der = new InProcessTimestampClient(pki.timestamps).timestamp(algorithm, algorithm.of(DATA));
        TimeStampToken token = new TimeStampToken(new CMSSignedData(der));
        token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(CryptoProviders.portable().bouncyCastle())
                .build(pki.hierarchy.timestampKey().certificate()));
        assertThat(token.getTimeStampInfo().getGenTime().toInstant())
                .isEqualTo(Instant.parse("2026-11-23T08:00:00.123Z"));
        assertThat(token.getTimeStampInfo().getAccuracy().getSeconds().intValueExact())
                .isEqualTo(1);
        assertThat(token.getTimeStampInfo().isOrdered()).isFalse();
        assertThat(token.getTimeStampInfo().getPolicy().getId())
                .isEqualTo(pki.hierarchy.plan().timestampAuthority().policy());
        // certificate of the authority and its issuers, so that the token can be checked alone
        assertThat(token.getCertificates().getMatches(null)).hasSize(3);
    }

    @Test
    void serialsDiffer() throws Exception {
        Set<BigInteger> serials = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] der = new InProcessTimestampClient(pki.timestamps)
                    .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(DATA));
            serials.add(new TimeStampToken(new CMSSignedData(der))
                    .getTimeStampInfo()
                    .getSerialNumber());
        }
        assertThat(serials).hasSize(200);
    }

    @Test
    void withoutCertReqTheTokenCarriesNoCertificates() throws Exception {
        TimeStampRequest request =
                new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, DigestAlgorithm.SHA256.of(DATA));
        TimeStampResponse response = ask(request.getEncoded());
        response.validate(request);
        assertThat(response.getTimeStampToken().getCertificates().getMatches(null))
                .isEmpty();
    }

    @Test
    void refusesWithTheRightFailure() throws Exception {
        assertThat(failure(request(TSPAlgorithms.SHA1, new byte[20]))).isEqualTo(PKIFailureInfo.badAlg);
        assertThat(failure(request(TSPAlgorithms.SHA3_256, new byte[32]))).isEqualTo(PKIFailureInfo.badAlg);
        assertThat(failure(request(TSPAlgorithms.SHA256, new byte[20]))).isEqualTo(PKIFailureInfo.badDataFormat);
        TimeStampRequestGenerator other = new TimeStampRequestGenerator();
        other.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4"));
        assertThat(failure(other.generate(TSPAlgorithms.SHA256, new byte[32]).getEncoded()))
                .isEqualTo(PKIFailureInfo.unacceptedPolicy);
        TimeStampRequestGenerator extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("1.2.3.5"), true, DERNull.INSTANCE);
        assertThat(failure(extended.generate(TSPAlgorithms.SHA256, new byte[32]).getEncoded()))
                .isEqualTo(PKIFailureInfo.unacceptedExtension);
        assertThat(failure(new byte[0])).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(new byte[20_000])).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(HostileDer.nested(16_000))).isEqualTo(PKIFailureInfo.badDataFormat);
    }

    @Test
    void stampsNothingWhileTheClockIsBehindWhatItCertified() throws Exception {
        byte[] request = request(TSPAlgorithms.SHA256, new byte[32]);
        assertThat(ask(request).getStatus()).isZero();
        clock.move(Duration.ofSeconds(-30));
        assertThat(failure(request)).isEqualTo(PKIFailureInfo.timeNotAvailable);
        clock.move(Duration.ofSeconds(31));
        assertThat(ask(request).getStatus()).isZero();
    }

    @Test
    void stampsNothingWhileTheClockIsNotBelieved() throws Exception {
        AtomicReference<ClockState> state =
                new AtomicReference<>(new ClockState.Untrusted(ClockState.Reason.UNSYNCHRONISED));
        TimestampAuthority watched = new TimestampAuthority(
                pki.hierarchy.timestampKey(),
                pki.hierarchy.plan().timestampAuthority().policy(),
                PkiPolicy.vn2026().timestamp(),
                clock,
                ClockWatch.all(List.of(ClockState.Trusted::new, state::get, ClockState.Trusted::new)));
        byte[] request = request(TSPAlgorithms.SHA256, new byte[32]);
        TimeStampResponse refused = new TimeStampResponse(watched.respond(request));
        assertThat(refused.getTimeStampToken()).isNull();
        assertThat(refused.getFailInfo().intValue()).isEqualTo(PKIFailureInfo.timeNotAvailable);
        state.set(new ClockState.Trusted());
        assertThat(new TimeStampResponse(watched.respond(request)).getStatus()).isZero();
    }

    @Test
    void hostileBytesAreRefusedAndNothingElse() throws Exception {
        byte[] request = request(TSPAlgorithms.SHA256, new byte[32]);
        Random random = new Random(20261123);
        for (int i = 0; i < 5_000; i++) {
            byte[] hostile = request.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
            }
            assertThat(ask(hostile).getStatus()).isIn(0, 2);
        }
    }

    @Test
    void theClientTakesNoAnswerToAnotherRequest() {
        TokenExchange first = new TokenExchange(
                DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(DATA), new java.security.SecureRandom());
        TokenExchange second = new TokenExchange(
                DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(DATA), new java.security.SecureRandom());
        byte[] reply = pki.timestamps.respond(first.query());
        assertThat(first.token(reply)).isNotEmpty();
        assertThatThrownBy(() -> second.token(reply))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.REMOTE));
        assertThatThrownBy(() -> second.token(new byte[] {1, 2, 3})).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> new InProcessTimestampClient(pki.timestamps)
                        .timestamp(DigestAlgorithm.SHA3_256, DigestAlgorithm.SHA3_256.of(DATA)))
                .isInstanceOf(PkiException.class);
    }

    private static byte[] request(ASN1ObjectIdentifier algorithm, byte[] digest) throws Exception {
        return new TimeStampRequestGenerator().generate(algorithm, digest).getEncoded();
    }

    private TimeStampResponse ask(byte[] request) throws Exception {
        return new TimeStampResponse(pki.timestamps.respond(request));
    }

    private int failure(byte[] request) throws Exception {
        TimeStampResponse response = ask(request);
        assertThat(response.getStatus()).isEqualTo(2);
        assertThat(response.getTimeStampToken()).isNull();
        return response.getFailInfo().intValue();
    }
}
