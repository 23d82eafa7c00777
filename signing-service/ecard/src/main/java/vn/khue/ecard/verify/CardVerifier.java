package vn.khue.ecard.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsReader;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.qr.ScannedText;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.status.StatusLookup;
import vn.khue.ecard.status.StatusSource;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.trust.TrustList;
import vn.khue.pki.CryptoProviders;

/**
 * Judges cards. Never throws for what is scanned, whatever it is; nothing of a card is believed before its signature. What is wrong first
 * is said, in the order that {@link CardProblem} tells. Thread-safe.
 */
public final class CardVerifier {
    /** How far a signer's clock may be ahead of a verifier's. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final CoseSign1Reader READER = new CoseSign1Reader(CborRule.DETERMINISTIC, true);

    private final Optional<TrustList> trust;
    private final StatusSource lists;
    private final Es256 es256;
    private final CardClaimsReader claimsReader;

    /** @param trust empty where none was fetched yet; then no card holds */
    public CardVerifier(Optional<TrustList> trust, StatusSource lists, CryptoProviders providers) {
        this.trust = trust;
        this.lists = lists;
        this.es256 = new Es256(providers);
        this.claimsReader = new CardClaimsReader(providers);
    }

    /** Judges what a scanner read. */
    public CardVerdict verify(String text, Instant now) {
        ScannedText scanned = CardText.read(text, trust.map(TrustList::bases).orElse(List.of()));
        return scanned instanceof ScannedText.Encoded encoded
                ? verify(encoded.bytes(), now)
                : refused(((ScannedText.Other) scanned).problem());
    }

    /** Judges the bytes of a card. */
    public CardVerdict verify(byte[] bytes, Instant now) {
        if (bytes.length > CardText.MOST_BYTES) {
            return refused(CardProblem.OVERSIZE);
        }
        try {
            CoseSign1 message = READER.read(bytes);
            return DeviceProof.looksLike(message) ? judgePhone(message, now) : judge(message, Optional.empty(), now);
        } catch (EcardException e) {
            return refused(
                    e.fault() == EcardException.Fault.CBOR ? CardProblem.MALFORMED_CBOR : CardProblem.MALFORMED_COSE);
        }
    }

    private CardVerdict judgePhone(CoseSign1 outer, Instant now) {
        if (outer.header().others() || !outer.unprotectedEmpty()) {
            return refused(CardProblem.MALFORMED_COSE);
        }
        DeviceProof proof = DeviceProof.of(outer);
        CoseSign1 card = READER.read(proof.card());
        return es256(outer) ? judge(card, Optional.of(proof), now) : refused(CardProblem.UNSUPPORTED_ALGORITHM);
    }

    private CardVerdict judge(CoseSign1 message, Optional<DeviceProof> proof, Instant now) {
        Optional<Kid> kid = message.header().kid().flatMap(Kid::of);
        if (kid.isEmpty() || message.header().others() || !message.unprotectedEmpty()) {
            return refused(CardProblem.MALFORMED_COSE);
        }
        if (!es256(message)) {
            return refused(CardProblem.UNSUPPORTED_ALGORITHM);
        }
        if (trust.isEmpty() || !now.isBefore(trust.get().expires())) {
            return refused(CardProblem.NO_TRUST_LIST);
        }
        Optional<CardSigner> signer = trust.get().signer(kid.get());
        if (signer.isEmpty()) {
            return refused(CardProblem.UNKNOWN_SIGNER);
        }
        if (!es256.verifies(signer.get().key(), message.toBeSigned(), message.signature())) {
            return refused(CardProblem.FORGED);
        }
        return judgeClaims(message.payload(), signer.get(), proof, now);
    }

    private CardVerdict judgeClaims(byte[] payload, CardSigner signer, Optional<DeviceProof> proof, Instant now) {
        CardClaims claims;
        try {
            CardClaimsReader.Times times = claimsReader.times(payload);
            if (!signer.mayHaveSigned(times.issuedAt(), times.expires())) {
                return refused(CardProblem.OUTSIDE_SIGNER_WINDOW);
            }
            claims = claimsReader.read(payload);
        } catch (EcardException e) {
            return refused(CardProblem.MALFORMED_CLAIMS);
        }
        StatusLookup list = lists.find(claims.status().uri());
        return dates(claims, now)
                .or(() -> status(claims.status(), list, now))
                .or(() -> phone(claims, proof, now))
                .<CardVerdict>map(problem -> new CardVerdict.Refused(problem, Optional.of(claims)))
                .orElseGet(() -> new CardVerdict.Valid(claims, signer, statusOf(list), proof.isPresent()));
    }

    private static Optional<CardProblem> dates(CardClaims claims, Instant now) {
        if (claims.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
            return Optional.of(CardProblem.NOT_YET_VALID);
        }
        return now.isBefore(claims.expires()) ? Optional.empty() : Optional.of(CardProblem.EXPIRED);
    }

    private static Optional<CardProblem> status(StatusReference reference, StatusLookup lookup, Instant now) {
        if (lookup instanceof StatusLookup.Missing) {
            return Optional.of(CardProblem.NO_STATUS_LIST);
        }
        if (!(lookup instanceof StatusLookup.Found found)
                || found.token().list().bits() != CardStatus.BITS
                || found.token().expires().isEmpty()) {
            return Optional.of(CardProblem.STATUS_LIST_INVALID);
        }
        StatusListToken token = found.token();
        if (!now.isBefore(token.expires().get())) {
            return Optional.of(CardProblem.STATUS_LIST_STALE);
        }
        if (reference.index() >= token.list().size()) {
            return Optional.of(CardProblem.STATUS_OUT_OF_RANGE);
        }
        return switch (CardStatus.of(token.list().get(reference.index())).orElse(CardStatus.REVOKED)) {
            case VALID -> Optional.empty();
            case REVOKED -> Optional.of(CardProblem.REVOKED);
            case SUSPENDED -> Optional.of(CardProblem.SUSPENDED);
            case REPLACED -> Optional.of(CardProblem.REPLACED);
        };
    }

    /** A card with a phone's key holds only behind that phone's proof: else a copy of what is inside would do. */
    private Optional<CardProblem> phone(CardClaims claims, Optional<DeviceProof> proof, Instant now) {
        if (claims.device().isEmpty() && proof.isEmpty()) {
            return Optional.empty();
        }
        boolean proved = claims.device().isPresent()
                && proof.isPresent()
                && es256.verifies(
                        claims.device().get(),
                        proof.get().message().toBeSigned(),
                        proof.get().message().signature());
        if (!proved) {
            return Optional.of(CardProblem.DEVICE_PROOF_FORGED);
        }
        return proof.get().current(now) ? Optional.empty() : Optional.of(CardProblem.DEVICE_PROOF_OLD);
    }

    private static Instant statusOf(StatusLookup list) {
        return list instanceof StatusLookup.Found found ? found.token().issuedAt() : Instant.EPOCH;
    }

    private static boolean es256(CoseSign1 message) {
        return message.header().algorithm().isPresent()
                && message.header().algorithm().getAsLong() == CoseSign1.ES256;
    }

    private static CardVerdict refused(CardProblem problem) {
        return new CardVerdict.Refused(problem, Optional.empty());
    }
}
