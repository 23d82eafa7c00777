package vn.khue.signing.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khue.pki.path.PathValidator;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.intake.IntakeResult;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.trust.CurrentTrust;

/**
 * Tries on a copy, before the leader signs, what numbering does after it: a document whose number fields cannot be filled could be
 * signed and never be numbered. Thread-safe.
 */
@Component
public class NumberTrial {
    private static final List<String> FIELDS = List.of(NumberAndDate.NUMBER_FIELD, NumberAndDate.DATE_FIELD);

    private final ContentStore content;
    private final CurrentTrust trust;
    private final PathValidator paths;
    private final Clock clock;
    private final SignatureValidator judge = new SignatureValidator();

    public NumberTrial(ContentStore content, CurrentTrust trust, PathValidator paths, Clock clock) {
        this.content = content;
        this.trust = trust;
        this.paths = paths;
        this.clock = clock;
    }

    /** What came of the trial. */
    public sealed interface Result {
        /** @param fields 0 to 2; the number of fields that the file has and that can be filled */
        record Fillable(int fields) implements Result {}

        /** @param why what was expected and found, for the expert */
        record NotFillable(String why) implements Result {}
    }

    /**
     * @param accepted what the intake found in this file
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public Result of(Path file, IntakeResult.Accepted accepted) throws SignatureFailure, IOException {
        if (accepted.fields().stream().noneMatch(NumberTrial::isOne)) {
            return new Result.Fillable(0);
        }
        Path copy = content.newIncoming();
        try {
            int filled = NumberAndDate.of(1, LocalDate.EPOCH).fill(file, copy);
            if (accepted.signatures() > 0 && breaksASignature(copy)) {
                return new Result.NotFillable(
                        "expected number fields that earlier signatures leave open, found a lock (FieldMDP or Lock) on them");
            }
            return new Result.Fillable(filled);
        } catch (SignatureFailure failure) {
            if (failure.reason() == SignatureFailure.Reason.FIELD_NOT_FILLABLE) {
                return new Result.NotFillable(failure.getMessage());
            }
            throw failure;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Without the network: only what was changed after each signature counts here, not whom it is by. */
    private boolean breaksASignature(Path copy) throws IOException {
        return judge
                .validate(copy, ValidationContext.offline(trust.get(), paths, clock.instant()))
                .signatures()
                .stream()
                .flatMap(signature -> signature.changesAfter().stream())
                .anyMatch(change -> !change.allowed() && FIELDS.contains(change.name()));
    }

    /** Itself or something below it: the field that is filled stands at the top of the form. */
    private static boolean isOne(String name) {
        return FIELDS.stream().anyMatch(field -> name.equals(field) || name.startsWith(field + "."));
    }
}
