package vn.khue.sso.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final UUID person = new UUID(0, 1);

    @Test
    void oneAnswerServesUntilItIsAsOldAsAllowed() {
        var memory = memory(10);
        memory.get(person);
        now.set(Duration.ofMillis(999).toNanos());
        assertThat(memory.get(person)).contains(1);
        now.set(Duration.ofMillis(1_000).toNanos());
        assertThat(memory.get(person)).contains(2);
    }

    @Test
    void whoAsksAnewIsNotAnsweredFromMemoryAndTheOthersAreAnsweredLikewise() {
        var memory = memory(10);
        memory.get(person);
        assertThat(memory.anew(person)).contains(2);
        assertThat(memory.get(person)).contains(2);
    }

    @Test
    void anAnswerThatTookLongDoesNotTakeThePlaceOfALaterOne() {
        var memories = new ArrayList<ShortMemory<UUID, Integer>>();
        memories.add(new ShortMemory<>(
                id -> {
                    int turn = asked.incrementAndGet();
                    if (turn == 1) {
                        now.set(1);
                        memories.get(0).anew(person);
                    }
                    return Optional.of(turn);
                },
                Duration.ofSeconds(1),
                10,
                now::get));
        assertThat(memories.get(0).get(person)).contains(1);
        assertThat(memories.get(0).get(person)).contains(2);
    }

    @Test
    void theOneUsedLongestAgoIsForgottenFirst() {
        var memory = memory(2);
        memory.get(new UUID(0, 1));
        memory.get(new UUID(0, 2));
        memory.get(new UUID(0, 1));
        memory.get(new UUID(0, 3));
        assertThat(memory.get(new UUID(0, 1))).contains(1);
        assertThat(memory.get(new UUID(0, 2))).contains(4);
    }

    @Test
    void aFailureIsNotRemembered() {
        var memory = new ShortMemory<UUID, Integer>(
                id -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return Optional.of(asked.get());
                },
                Duration.ofSeconds(1),
                10,
                now::get);
        assertThatThrownBy(() -> memory.get(person)).hasMessage("away");
        assertThat(memory.get(person)).contains(2);
    }

    private ShortMemory<UUID, Integer> memory(int size) {
        return new ShortMemory<>(id -> Optional.of(asked.incrementAndGet()), Duration.ofSeconds(1), size, now::get);
    }
}
