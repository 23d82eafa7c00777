package vn.khue.signing.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.intake.IntakeResult;
import vn.khue.signature.intake.IntakeRule;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signing.act.Places;
import vn.khue.signing.appearance.SealSize;
import vn.khue.signing.register.NumberTrial;

/**
 * Looks whether a submitted file can go the whole way: be read, signed, numbered and sealed. What would fail only after the leader
 * has signed is found here. Heavy; runs in a turn. Thread-safe.
 */
@Component
public class Examination {
    private final PdfIntake intake;
    private final NumberTrial numbers;
    private final Places places;

    public Examination(PdfIntake intake, NumberTrial numbers, Places places) {
        this.intake = intake;
        this.numbers = numbers;
        this.places = places;
    }

    /**
     * @param image the signer's picture, where there is one already; without it the place is judged when the document is proposed
     * @param seal of the unit
     */
    public Examined examine(Path file, Signatory signer, Optional<PersonSignatureImage> image, SealSize seal)
            throws IOException {
        IntakeResult result = intake.inspect(file);
        if (result instanceof IntakeResult.Refused refused) {
            return Examined.refused(refused.rule().name(), refused.detail());
        }
        IntakeResult.Accepted accepted = (IntakeResult.Accepted) result;
        try {
            NumberTrial.Result trial = numbers.of(file, accepted);
            if (trial instanceof NumberTrial.Result.NotFillable locked) {
                return Examined.refused(SubmissionRule.NUMBER_FIELDS.name(), locked.why());
            }
            if (image.isPresent()
                    && places.find(signer.position().name(), signer.name(), file, image.get(), seal)
                            .isEmpty()) {
                return Examined.refused(
                        SubmissionRule.NO_ROOM.name(),
                        "expected room for the signature and a seal of " + seal.widthMm() + " x " + seal.heightMm()
                                + " mm on its page, found none");
            }
            return Examined.fit(accepted.pages(), ((NumberTrial.Result.Fillable) trial).fields());
        } catch (SignatureFailure unreadable) {
            return Examined.refused(IntakeRule.BROKEN_STRUCTURE.name(), unreadable.getMessage());
        }
    }
}
