package vn.khue.bench;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.issue.CardRequest;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.ecard.status.StatusList;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.ecard.verify.CardVerifier;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.keystore.VaultKey;

/** Cards signed and verified in full on all cores, and the size of the city's status lists, beside openssl speed and the goals. */
public final class EcardBench implements Bench {
    private static final String BASE = "https://the.edu.vn";
    private static final int SHARDS = 16;
    private static final int TEXTS = 1 << 12;
    private static final double SIGNED_GOAL = 50_000;
    private static final double VERIFIED_GOAL = 15_000;
    private static final double STATUS_BYTES_GOAL = 35 * 1024;
    private static final double PUBLISHED_MS_GOAL = 2_000;

    private final Crowd crowd = new Crowd();
    private final SplittableRandom random = new SplittableRandom(2026);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Override
    public String name() {
        return "ecard";
    }

    @Override
    public String about() {
        return "cards signed and verified in full on all cores, status lists of a city, beside openssl speed";
    }

    @Override
    public List<Measurement> run() {
        OpensslSpeed openssl = OpensslSpeed.onAllCores("ecdsap256");
        try (Passphrase passphrase = Passphrase.of("bench passphrase".toCharArray());
                KeyVault vault = SoftwareKeyVault.open(
                        new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 4)) {
            List<Measurement> rows = new ArrayList<>();
            VaultKey signing = vault.generate(KeySpec.EC_P256);
            VaultKey status = vault.generate(KeySpec.EC_P256);
            CardSigner signer = new CardSigner(
                    kid(signing),
                    (ECPublicKey) signing.publicKey(),
                    now.minus(Duration.ofDays(1)),
                    now.plus(Duration.ofDays(30)),
                    now.plus(Duration.ofDays(2000)),
                    "Cẩm Giàng");
            CardIssuer issuer = new CardIssuer("the.edu.vn", signer, vault.bare(signing.id()));
            rows.addAll(signed(issuer, openssl));
            rows.addAll(verified(issuer, signer, status, vault.bare(status.id()), openssl));
            rows.addAll(lists(vault.bare(status.id()), kid(status)));
            return rows;
        }
    }

    private List<Measurement> signed(CardIssuer issuer, OpensslSpeed openssl) {
        CardRequest[] requests = requests();
        AtomicInteger next = new AtomicInteger();
        double rate =
                AllCores.perSecond(new Rate(4, 2), () -> issuer.issue(requests[next.getAndIncrement() & (TEXTS - 1)]));
        return List.of(
                row("cards signed", "cards/s", rate, SIGNED_GOAL, "the goal", Optional.of(1.0)),
                row("cards signed", "cards/s", rate, openssl.signsPerSecond(), speed(openssl), Optional.empty()));
    }

    private List<Measurement> verified(
            CardIssuer issuer, CardSigner signer, VaultKey status, BareKey statusKey, OpensslSpeed openssl) {
        TrustList trust = new TrustList(
                "the.edu.vn",
                now,
                now.plus(Duration.ofDays(7)),
                List.of(BASE),
                List.of(signer),
                List.of(new TrustList.StatusKey(kid(status), (ECPublicKey) status.publicKey())));
        StatusShelf shelf = new StatusShelf(trust, CryptoProviders.fastest());
        for (int shard = 0; shard < SHARDS; shard++) {
            shelf.put(uri(shard), StatusListCwt.sign(token(shard, 0), statusKey, kid(status)));
        }
        CardVerifier verifier = new CardVerifier(Optional.of(trust), shelf, CryptoProviders.fastest());
        CardRequest[] requests = requests();
        String[] texts = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = CardText.of(BASE, issuer.issue(requests[i]).cose());
        }
        AtomicInteger next = new AtomicInteger();
        double rate = AllCores.perSecond(new Rate(4, 2), () -> {
            if (!(verifier.verify(texts[next.getAndIncrement() & (TEXTS - 1)], now) instanceof CardVerdict.Valid)) {
                throw new BenchException("a card that holds expected, found another");
            }
        });
        return List.of(
                row("texts verified in full", "cards/s", rate, VERIFIED_GOAL, "the goal", Optional.of(1.0)),
                row(
                        "texts verified in full",
                        "cards/s",
                        rate,
                        openssl.verifiesPerSecond(),
                        speed(openssl),
                        Optional.empty()));
    }

    /** Two million cards in sixteen shards, every hundredth revoked. */
    private List<Measurement> lists(BareKey key, Kid kid) {
        long bytes = 0;
        for (int shard = 0; shard < SHARDS; shard++) {
            bytes += StatusListCwt.sign(token(shard, 100), key, kid).length;
        }
        double published = 1000
                / new Rate(2, 1).perSecond(() -> {
                    StatusListToken token = token(3, 100);
                    StatusListCwt.sign(token, key, kid);
                    StatusListJwt.sign(token, key, kid);
                });
        return List.of(
                row(
                        "status of 2,000,000 cards, 1 % revoked, all lists as CWT",
                        "bytes", bytes, STATUS_BYTES_GOAL, "the goal", Optional.of(1.0), Measurement.Better.LOWER),
                row(
                        "a shard's list made and signed in both forms",
                        "ms",
                        published,
                        PUBLISHED_MS_GOAL,
                        "the goal from decision to publication",
                        Optional.of(1.0),
                        Measurement.Better.LOWER));
    }

    /** @param every how many cards there are for each that is revoked; 0: none is */
    private StatusListToken token(int shard, int every) {
        StatusList.Builder list = new StatusList.Builder(CardStatus.BITS, IndexPermutation.PLACES);
        SplittableRandom lot = new SplittableRandom(shard);
        for (int i = 0; every > 0 && i < IndexPermutation.PLACES / every; i++) {
            list.set(lot.nextInt(IndexPermutation.PLACES), CardStatus.REVOKED.value());
        }
        return new StatusListToken(
                uri(shard),
                now,
                Optional.of(now.plus(Duration.ofHours(72))),
                Optional.of(Duration.ofMinutes(5)),
                list.build());
    }

    private CardRequest[] requests() {
        CardRequest[] requests = new CardRequest[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            requests[i] = new CardRequest(
                    new CardId(random.nextLong()),
                    crowd.person(i).name().full(),
                    "Trường Trung học cơ sở Nguyễn Du",
                    "HOC_SINH",
                    Optional.of(PhotoDigest.ofPicture(new byte[] {(byte) i, (byte) (i >> 8)})),
                    new StatusReference(random.nextInt(IndexPermutation.PLACES), uri(i % SHARDS)),
                    now,
                    now.plus(Duration.ofDays(1400)));
        }
        return requests;
    }

    private static String uri(int shard) {
        return BASE + "/cards/status/" + shard;
    }

    private static Kid kid(VaultKey key) {
        byte[] digest = DigestAlgorithm.SHA256.of(key.publicKey().getEncoded());
        return Kid.of(Arrays.copyOf(digest, Kid.LENGTH)).orElseThrow();
    }

    private static String speed(OpensslSpeed openssl) {
        return openssl.version() + " speed, bare P-256 on all cores";
    }

    private Measurement row(
            String metric, String unit, double ours, double peer, String peerName, Optional<Double> goal) {
        return row(metric, unit, ours, peer, peerName, goal, Measurement.Better.HIGHER);
    }

    private Measurement row(
            String metric,
            String unit,
            double ours,
            double peer,
            String peerName,
            Optional<Double> goal,
            Measurement.Better better) {
        return new Measurement(name(), metric, unit, better, ours, peer, peerName, goal);
    }
}
