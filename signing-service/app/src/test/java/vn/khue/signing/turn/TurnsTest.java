package vn.khue.signing.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

class TurnsTest {
    @Test
    void whoComesBeyondTheTurnsIsToldToComeAgainAndTheTurnsComeBack() throws Exception {
        Turns turns = new Turns(2, Duration.ofMillis(50));
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = workers.submit(() -> turns.inTurn(() -> hold(inside, go)));
            Future<?> two = workers.submit(() -> turns.inTurn(() -> hold(inside, go)));
            inside.await();
            assertThatThrownBy(() -> turns.inTurn(() -> "third"))
                    .isInstanceOfSatisfying(
                            SigningException.class,
                            busy -> assertThat(busy.refusal()).isEqualTo(Refusal.BUSY));
            go.countDown();
            one.get();
            two.get();
            assertThat(turns.<String, RuntimeException>inTurn(() -> "later")).isEqualTo("later");
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void workThatFailsGivesItsTurnBack() {
        Turns turns = new Turns(1, Duration.ofMillis(50));
        assertThatThrownBy(() -> turns.inTurn(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.<String, RuntimeException>inTurn(() -> "next")).isEqualTo("next");
    }

    private static String hold(CountDownLatch inside, CountDownLatch go) throws InterruptedException {
        inside.countDown();
        go.await();
        return "done";
    }
}
