package vn.khue.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.path.PathValidator;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.SteppedClock;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.trust.CurrentTrust;

/** A page that many read is judged once a minute, and strangers' files do not stand in its way. */
class PublishedVerdictsTest {
    @TempDir
    private Path folder;

    private final SigningHouse house = SigningHouse.get();
    private final SteppedClock clock = new SteppedClock();
    private final AtomicInteger judged = new AtomicInteger();

    private Validations validations(Runnable before) {
        return new Validations(1, new SignatureValidator(), () -> {
            judged.incrementAndGet();
            before.run();
            return ValidationContext.offline(
                    house.bean(CurrentTrust.class).get(), house.bean(PathValidator.class), clock.instant());
        });
    }

    @Test
    void oneJudgementServesAllWhoAskWithinAMinute() throws Exception {
        ContentStore content = new ContentStore(folder);
        ContentDigest file = content.store(RawPdf.a4().bytes());
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try (PublishedVerdicts verdicts = new PublishedVerdicts(validations(() -> await(go)), content, clock)) {
            List<Future<ValidationReport>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(readers.submit(() -> verdicts.of(file, "a.pdf")));
            }
            go.countDown();
            for (Future<ValidationReport> each : asked) {
                assertThat(each.get().format()).isEqualTo("PDF");
            }
            verdicts.of(file, "a.pdf");
            assertThat(judged).hasValue(1);
            verdicts.of(content.store(RawPdf.page(300, 300).bytes()), "b.pdf");
            assertThat(judged).as("another file").hasValue(2);
            clock.step(PublishedVerdicts.KEPT);
            verdicts.of(file, "a.pdf");
            assertThat(judged).as("a minute later").hasValue(3);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void aFullQueueIsSaidAtOnceAndNotKept() throws Exception {
        ContentStore content = new ContentStore(folder);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService readers = Executors.newFixedThreadPool(9);
        try (PublishedVerdicts verdicts = new PublishedVerdicts(validations(() -> await(go)), content, clock)) {
            List<Future<ValidationReport>> asked = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                ContentDigest file = content.store(RawPdf.page(300 + i, 300).bytes());
                asked.add(readers.submit(() -> verdicts.of(file, "a.pdf")));
            }
            ContentDigest beyond = content.store(RawPdf.page(900, 300).bytes());
            while (verdicts.waiting() < 8) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> verdicts.of(beyond, "a.pdf"))
                    .isInstanceOfSatisfying(
                            SigningException.class,
                            busy -> assertThat(busy.refusal()).isEqualTo(Refusal.BUSY));
            go.countDown();
            for (Future<ValidationReport> each : asked) {
                each.get();
            }
            assertThat(verdicts.of(beyond, "a.pdf").format()).isEqualTo("PDF");
        } finally {
            go.countDown();
            readers.shutdownNow();
        }
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
