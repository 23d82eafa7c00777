package vn.khue.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepsTest {
    @Test
    void runsAStepAfterThoseItFollows() {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();

        new Steps()
                .add("a", List.of(), () -> order.add("a"))
                .add("b", List.of("a"), () -> order.add("b"))
                .add("c", List.of("a", "b"), () -> order.add("c"))
                .run();

        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void runsStepsThatDoNotFollowEachOtherSideBySide() {
        CyclicBarrier both = new CyclicBarrier(2);

        new Steps()
                .add("a", List.of(), () -> meet(both))
                .add("b", List.of(), () -> meet(both))
                .run();

        assertThat(both.isBroken()).isFalse();
    }

    @Test
    void failsWithTheFirstFailureAndInterruptsTheRest() {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean followed = new AtomicBoolean();
        Steps steps = new Steps()
                .add("long", List.of(), () -> {
                    running.countDown();
                    interrupted.set(waitLong());
                })
                .add("broken", List.of(), () -> {
                    waitFor(running);
                    throw new IllegalStateException("broken");
                })
                .add("after", List.of("broken"), () -> followed.set(true));

        assertThatThrownBy(steps::run).isInstanceOf(IllegalStateException.class).hasMessage("broken");
        assertThat(interrupted).isTrue();
        assertThat(followed).isFalse();
    }

    @Test
    void refusesAStepThatFollowsOneNotKnown() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Steps().add("a", List.of("b"), () -> {}));
    }

    private static boolean waitLong() {
        try {
            return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
