package vn.khue.signing.appearance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khue.signing.certificate.SealCustody;
import vn.khue.signing.event.Acts;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.SigningAction;

/** Uploads of pictures, and the person's own pictures for preview. */
@Controller
public class ImageController {
    private static final double USUAL_DIAMETER_MM = 36;

    private final Images images;
    private final SealCustody custody;
    private final Acts acts;

    public ImageController(Images images, SealCustody custody, Acts acts) {
        this.images = images;
        this.custody = custody;
        this.acts = acts;
    }

    @PostMapping("/images/signature")
    public String signature(ActingPerson person, @RequestParam(required = false) MultipartFile image)
            throws IOException {
        images.changeSignature(person, bytes(image));
        return "redirect:/certificates";
    }

    /** {@code diameter} in millimetres counts only where the directory has none for the unit. */
    @PostMapping("/images/seal")
    public String seal(
            ActingPerson person,
            @RequestParam(required = false) MultipartFile image,
            @RequestParam(defaultValue = "" + USUAL_DIAMETER_MM) double diameter)
            throws IOException {
        images.changeSeal(person, bytes(image), diameter);
        return "redirect:/certificates";
    }

    @GetMapping("/images/signature.png")
    public ResponseEntity<byte[]> ownSignature(ActingPerson person) {
        return png(images.signaturePng(person.id()));
    }

    @GetMapping("/images/seal.png")
    public ResponseEntity<byte[]> ownSeal(ActingPerson person) {
        acts.open(person, SigningAction.READ_SEAL_IMAGE, "/images/seal.png");
        if (!custody.maySee(person)) {
            acts.refused(
                    person,
                    SigningAction.READ_SEAL_IMAGE,
                    "/images/seal.png",
                    Optional.empty(),
                    Refusal.NOT_SEAL_HOLDER);
            throw new SigningException(Refusal.NOT_SEAL_HOLDER);
        }
        return png(images.sealPng(person.unit()));
    }

    private static byte[] bytes(MultipartFile image) throws IOException {
        if (image == null) {
            throw new SigningException(Refusal.FILE_MISSING);
        }
        try (InputStream body = image.getInputStream()) {
            return Images.read(body);
        }
    }

    private static ResponseEntity<byte[]> png(Optional<byte[]> picture) {
        byte[] bytes = picture.orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }
}
