package vn.khue.signing.appearance;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.SealImage;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * The pictures of signatures and seals. Every picture passes the guards of the signature room when it comes in and again when
 * it is used, other bytes each time anew (R1.1, R1.2, R1.6, R1.9, R1.10). Thread-safe.
 */
@Service
public class Images {
    /** Bytes of one picture, as the guards allow. */
    public static final int LARGEST = 1 << 20;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final CheckedPictures<PersonSignatureImage> signatures = new CheckedPictures<>();
    private final CheckedPictures<SealImage> seals = new CheckedPictures<>();

    public Images(
            JdbcClient jdbc, Directory directory, RightsGate rights, Acts acts, SigningEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** @throws SigningException IMAGE_REFUSED with the guard's own words, or a right's refusal */
    public void changeSignature(ActingPerson person, byte[] png) {
        acts.run(person, SigningAction.CHANGE_OWN_IMAGE, "/signature-image", Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.CHANGE_OWN_IMAGE, new Subject.OfUnit(person.unit()));
            guardedSignature(png);
            jdbc.sql("insert into signature_image (person, png, changed_at) values (:person, :png, :at)"
                            + " on conflict (person) do update set png = :png, changed_at = :at")
                    .param("person", person.id())
                    .param("png", png)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
            events.signatureImageChanged(person, as, Sha256.of(png).hex());
            return null;
        });
    }

    /**
     * @param diameterMm true diameter of the stamp, 20 to 60 millimetres; a unit's own in the directory goes before it (R1.9)
     */
    public void changeSeal(ActingPerson person, byte[] png, double diameterMm) {
        acts.run(person, SigningAction.CHANGE_SEAL_IMAGE, "/seal-image", Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.CHANGE_SEAL_IMAGE, new Subject.OfUnit(person.unit()));
            double size = registeredDiameter(person.unit()).orElse(diameterMm);
            if (!(size >= 20 && size <= 60)) {
                throw new SigningException(Refusal.IMAGE_REFUSED, "20-60 mm");
            }
            guardedSeal(png, size);
            jdbc.sql("insert into seal_image (unit, png, diameter_mm, changed_by, changed_at)"
                            + " values (:unit, :png, :size, :by, :at) on conflict (unit) do update"
                            + " set png = :png, diameter_mm = :size, changed_by = :by, changed_at = :at")
                    .param("unit", person.unit())
                    .param("png", png)
                    .param("size", size)
                    .param("by", person.id())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
            events.sealImageChanged(person, as, Sha256.of(png).hex());
            return null;
        });
    }

    /** The diameter of the unit's stamp in the directory, in millimetres. */
    public Optional<Double> registeredDiameter(String unit) {
        return directory
                .unit(unit)
                .flatMap(found -> found.sealDiameterMm().stream()
                        .mapToObj(mm -> (double) mm)
                        .findFirst());
    }

    /** True size of the unit's stamp: of its picture where there is one, else of the directory, else the usual one. */
    public SealSize sealSize(String unit) {
        try {
            SealImage image = seal(unit);
            return new SealSize(image.widthMm(), image.heightMm());
        } catch (SigningException noneOrUnfit) {
            return SealSize.round(registeredDiameter(unit).orElse(SealSize.USUAL_MM));
        }
    }

    public Optional<byte[]> signaturePng(UUID person) {
        return jdbc.sql("select png from signature_image where person = :person")
                .param("person", person)
                .query(byte[].class)
                .optional();
    }

    public Optional<byte[]> sealPng(String unit) {
        return jdbc.sql("select png from seal_image where unit = :unit")
                .param("unit", unit)
                .query(byte[].class)
                .optional();
    }

    /** @throws SigningException NO_SIGNATURE_IMAGE */
    public PersonSignatureImage signature(UUID person) {
        byte[] png = signaturePng(person).orElseThrow(() -> new SigningException(Refusal.NO_SIGNATURE_IMAGE));
        return signatures.of(png, 0, () -> guardedSignature(png));
    }

    /** @throws SigningException NO_SEAL_IMAGE */
    public SealImage seal(String unit) {
        byte[] png = sealPng(unit).orElseThrow(() -> new SigningException(Refusal.NO_SEAL_IMAGE));
        double size = jdbc.sql("select diameter_mm from seal_image where unit = :unit")
                .param("unit", unit)
                .query(Double.class)
                .single();
        return seals.of(png, size, () -> guardedSeal(png, size));
    }

    /** Reads an upload, never more than {@link #LARGEST} bytes of it. */
    public static byte[] read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new SigningException(Refusal.FILE_TOO_LARGE, "1 MB");
        }
        if (bytes.length == 0) {
            throw new SigningException(Refusal.FILE_MISSING);
        }
        return bytes;
    }

    private static PersonSignatureImage guardedSignature(byte[] png) {
        try {
            return PersonSignatureImage.read(png);
        } catch (SignatureFailure unfit) {
            throw new SigningException(Refusal.IMAGE_REFUSED, unfit.getMessage());
        }
    }

    private static SealImage guardedSeal(byte[] png, double diameterMm) {
        try {
            return SealImage.read(png, diameterMm);
        } catch (SignatureFailure unfit) {
            throw new SigningException(Refusal.IMAGE_REFUSED, unfit.getMessage());
        }
    }
}
