package vn.khue.ecard.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.pki.fuzz.Fuzz;

/** Photographs and archives of them, damaged: a result, nothing thrown. */
@Tag("slow")
class PhotoFuzzTest {

    private final PhotoIntake intake = new PhotoIntake(PhotoLimits.ordinary());

    @Test
    void damagedPicturesGiveAResult() {
        byte[] jpeg = Portraits.jpeg(Portraits.drawn(1, 240, 320), 0.5f, false);
        byte[] progressive = Portraits.jpeg(Portraits.drawn(2, 240, 320), 0.5f, true);
        byte[] png = Portraits.png(Portraits.drawn(3, 240, 320));
        byte[] turned = PhotoIntakeTest.withSegments(jpeg, PhotoIntakeTest.exifOrientation(6, true));
        new Fuzz(7, 400_000, jpeg, progressive, png, turned)
                .run(
                        "photo",
                        Fuzz.share(2),
                        input -> assertThat(intake.take(input)).isNotNull());
    }

    @Test
    void damagedArchivesGiveAResult() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : List.of("a.jpg", "b.jpg", "folder/c.jpg")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Portraits.jpeg(Portraits.drawn(name.length(), 240, 320), 0.3f, false));
                out.closeEntry();
            }
        }
        PhotoArchive archive = new PhotoArchive(ArchiveLimits.ordinary());
        Duration time = Fuzz.share(2);
        new Fuzz(8, 200_000, bytes.toByteArray()).run("photo archive", time, input -> {
            assertThat(archive.match(new ByteArrayInputStream(input), List.of("a", "b"), done -> {}))
                    .isNotNull();
        });
    }
}
