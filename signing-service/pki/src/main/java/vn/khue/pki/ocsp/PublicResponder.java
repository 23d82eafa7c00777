package vn.khue.pki.ocsp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.bouncycastle.asn1.ocsp.CertID;
import vn.khue.pki.PkiException;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.IssuerAndSerial;

/**
 * What the public asks: pre-signed answers from memory and from the database (RFC 5019; RFC 6960 section 2.5), and answers
 * signed on demand where a nonce, several certificates or another form is asked for. Serials that were never issued are answered
 * {@code unknown}, signed on demand, so many a second and no more. Everything is bounded: what cannot be worked on now is told
 * {@code tryLater}. Never throws for a bad request. Thread-safe.
 */
public final class PublicResponder implements AutoCloseable {
    /** How long an old answer is used from memory before the database is asked for its successor again. */
    private static final Duration SHORT = Duration.ofSeconds(15);

    /** Longer paths are answered, not remembered. */
    private static final int LONGEST_PATH = 300;

    private final OcspResponder onDemand;
    private final AnswerSigner signer;
    private final AnswerStore store;
    private final AnswerPolicy policy;
    private final Clock clock;
    private final KeptAnswers kept;
    private final StatusWatch watch;
    private final Semaphore places;
    private final Allowance unknown;

    /**
     * @param onDemand reads in its own transactions
     * @param store each call in a transaction of its own
     */
    public PublicResponder(
            OcspResponder onDemand, AnswerSigner signer, AnswerStore store, AnswerPolicy policy, Clock clock) {
        this(onDemand, signer, store, policy, clock, System::nanoTime);
    }

    /** @param nanoClock by which questions about unknown certificates are counted; any origin */
    PublicResponder(
            OcspResponder onDemand,
            AnswerSigner signer,
            AnswerStore store,
            AnswerPolicy policy,
            Clock clock,
            LongSupplier nanoClock) {
        this.onDemand = onDemand;
        this.signer = signer;
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.kept = new KeptAnswers(policy.kept(), policy.lease(), System::nanoTime);
        this.watch = new StatusWatch(store, kept, System::nanoTime);
        this.places = new Semaphore(policy.onDemandAtOnce());
        this.unknown = new Allowance(policy.unknownPerSecond(), nanoClock);
    }

    /** From now on memory is used: changes are looked for until this is closed. */
    public void start() {
        watch.start(policy.lease().toNanos());
    }

    /**
     * The answer to a GET if it is in memory: no parsing, no database, no signing.
     *
     * @param path as for {@link #respondToGet}
     */
    public Optional<KeptAnswer> kept(String path) {
        return kept.byPath(path, clock.instant());
    }

    /**
     * The answer to a GET.
     *
     * @param path what follows {@code /ocsp/} in the request line, still percent-encoded
     */
    public OcspAnswer respondToGet(String path) {
        return OcspResponder.decode(path)
                .map(der -> respond(der, path.length() <= LONGEST_PATH ? Optional.of(path) : Optional.empty()))
                .orElseGet(OcspResponder::malformed);
    }

    /** The answer to a POST body, {@code application/ocsp-request}. */
    public OcspAnswer respond(byte[] der) {
        return respond(der, Optional.empty());
    }

    /**
     * Returns when no node can answer any more from what it kept before now. Whoever changed a certificate's state and committed
     * it calls this before saying that it is done.
     */
    public void awaitEverywhere() {
        long end = System.nanoTime() + policy.lease().toNanos() + TimeUnit.MILLISECONDS.toNanos(1);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private OcspAnswer respond(byte[] der, Optional<String> path) {
        Optional<OcspRequest> parsed = OcspRequest.parse(der);
        if (parsed.isEmpty()) {
            return OcspResponder.malformed();
        }
        OcspRequest request = parsed.get();
        Optional<Delegate> by = onDemand.delegate(request.certificates());
        if (by.isEmpty()) {
            return OcspResponder.unauthorized();
        }
        Optional<IssuerAndSerial> asked = request.lightweight()
                .map(id ->
                        new IssuerAndSerial(by.get().ca(), id.getSerialNumber().getValue()));
        Optional<OcspAnswer> fromMemory = asked.flatMap(certificate -> kept.find(certificate, clock.instant()))
                .map(PublicResponder::answer);
        if (fromMemory.isPresent()) {
            path.ifPresent(p -> kept.remember(p, asked.get()));
            return fromMemory.get();
        }
        if (!places.tryAcquire()) {
            return OcspResponder.tryLater();
        }
        try {
            Optional<OcspAnswer> stored = asked.flatMap(this::stored);
            if (stored.isPresent()) {
                path.ifPresent(p -> kept.remember(p, asked.get()));
                return stored.get();
            }
            return now(by.get(), request);
        } catch (PkiException e) {
            return OcspResponder.failed(e);
        } finally {
            places.release();
        }
    }

    /** From the database; where the certificate has no answer that may still be given one is signed and stored. */
    private Optional<OcspAnswer> stored(IssuerAndSerial certificate) {
        long since = kept.epoch();
        StoredAnswer found = store.find(certificate);
        Instant now = clock.instant();
        if (found instanceof StoredAnswer.Signed signed && now.isBefore(signed.nextUpdate())) {
            return Optional.of(keep(certificate, signed, now, since));
        }
        if (found instanceof StoredAnswer.None) {
            return Optional.empty();
        }
        Optional<CertificateStatus> status = onDemand.status(certificate.ca(), certificate.serial());
        Optional<PresignedAnswer> made = status.flatMap(s -> signer.sign(certificate, s));
        made.ifPresent(answer -> store.keep(List.of(answer)));
        return made.map(answer -> new OcspAnswer(
                answer.der(), Optional.of(new OcspAnswer.Period(answer.thisUpdate(), answer.nextUpdate()))));
    }

    private OcspAnswer keep(IssuerAndSerial certificate, StoredAnswer.Signed signed, Instant now, long since) {
        OcspAnswer answer = new OcspAnswer(
                signed.der(), Optional.of(new OcspAnswer.Period(signed.thisUpdate(), signed.nextUpdate())));
        Instant refresh = signed.refreshAt().isAfter(now) ? signed.refreshAt() : now.plus(SHORT);
        Instant usable = refresh.isBefore(signed.nextUpdate()) ? refresh : signed.nextUpdate();
        kept.keep(certificate, KeptAnswer.of(answer.der(), answer.cacheable().orElseThrow(), usable), since);
        return answer;
    }

    private OcspAnswer now(Delegate by, OcspRequest request) {
        List<Optional<CertificateStatus>> states = request.certificates().stream()
                .map(CertID::getSerialNumber)
                .map(serial -> onDemand.status(by.ca(), serial.getValue()))
                .toList();
        boolean someUnknown = states.stream().anyMatch(Optional::isEmpty);
        return someUnknown && !unknown.take() ? OcspResponder.tryLater() : onDemand.sign(by, request, states);
    }

    private static OcspAnswer answer(KeptAnswer kept) {
        return new OcspAnswer(kept.der(), Optional.of(kept.period()));
    }

    /** How many answers are in memory. */
    int keptAnswers() {
        return kept.size();
    }

    @Override
    public void close() {
        watch.close();
    }
}
