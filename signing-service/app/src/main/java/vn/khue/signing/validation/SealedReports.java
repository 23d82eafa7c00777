package vn.khue.signing.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.report.ReportSealer;
import vn.khue.signature.report.SealedReport;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.turn.Turns;

/**
 * Reports as PDF files under the seal of this service, for anybody and so within bounds: so many are sealed at a time, and who comes
 * beyond that waits a little, then is told to come again; signing documents has turns of its own. Where the seal cannot be made the
 * report is given without it. Thread-safe.
 */
public final class SealedReports {
    private static final Logger LOG = LoggerFactory.getLogger(SealedReports.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReportSealer sealer;
    private final Turns turns;
    private final AtomicReference<Optional<SignatureFailure.Reason>> away = new AtomicReference<>(Optional.empty());

    /** @param atOnce how many are sealed at the same time */
    public SealedReports(int atOnce, ReportSealer sealer) {
        this.sealer = sealer;
        this.turns = new Turns(atOnce, PATIENCE);
    }

    /**
     * The file.
     *
     * @throws vn.khue.signing.refusal.SigningException BUSY
     */
    public byte[] pdf(ValidationReport report, Locale locale) {
        SealedReport made = turns.inTurn(() -> {
            try {
                return sealer.seal(report, locale);
            } catch (IOException e) {
                throw new UncheckedIOException("a report could not be sealed; look at the disk", e);
            }
        });
        note(made);
        return made.pdf();
    }

    /**
     * A report that another part of Khuê laid out, under the same seal and within the same bounds.
     *
     * @return empty where the seal cannot be made now
     * @throws vn.khue.signing.refusal.SigningException BUSY; UNREADABLE where it cannot be signed
     */
    public Optional<byte[]> seal(Path made) {
        return turns.inTurn(() -> {
            try {
                return sealer.seal(made);
            } catch (SignatureFailure unfit) {
                throw new SigningException(Refusal.UNREADABLE, unfit);
            } catch (IOException e) {
                throw new UncheckedIOException("a report could not be sealed; look at the disk", e);
            }
        });
    }

    /** Once when it begins and once when it is over, whatever is asked meanwhile. */
    private void note(SealedReport made) {
        Optional<SignatureFailure.Reason> why =
                made instanceof SealedReport.Unsealed unsealed ? Optional.of(unsealed.why()) : Optional.empty();
        Optional<SignatureFailure.Reason> before = away.getAndSet(why);
        if (!before.equals(why)) {
            why.ifPresentOrElse(
                    reason -> LOG.warn("validation reports are given without their seal: {}", reason),
                    () -> LOG.info("validation reports are sealed again"));
        }
    }
}
