package vn.khue.signing.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.house.SigningHouse;

/** Numbers are unique and without gaps, from 1, however many clerks take at once and however many of them fail. */
class NumberRegisterTest {
    private final SigningHouse house = SigningHouse.get();
    private final NumberRegister register = house.bean(NumberRegister.class);
    private final DocumentStore documents = house.bean(DocumentStore.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(house.bean(PlatformTransactionManager.class));

    @Test
    void manyTakersSomeOfWhomFail() throws Exception {
        String unit = "concurrency-" + UUID.randomUUID().toString().substring(0, 8);
        List<Callable<Optional<Integer>>> takers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Document document = document(unit, i);
            boolean fails = i % 3 == 0;
            transaction.executeWithoutResult(status -> documents.add(document));
            takers.add(() -> transaction.execute(status -> {
                int number = register.take(document, "ABC", UUID.randomUUID()).number();
                if (fails) {
                    status.setRollbackOnly();
                    return Optional.<Integer>empty();
                }
                return Optional.of(number);
            }));
        }
        ExecutorService clerks = Executors.newFixedThreadPool(8);
        List<Integer> taken = new ArrayList<>();
        try {
            for (Future<Optional<Integer>> each : clerks.invokeAll(takers)) {
                each.get().ifPresent(taken::add);
            }
        } finally {
            clerks.shutdownNow();
        }
        List<Integer> all = IntStream.rangeClosed(1, 40).boxed().toList();
        assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
        assertThat(house.database()
                        .sql("select number from register_entry where unit = :unit order by number")
                        .param("unit", unit)
                        .query(Integer.class)
                        .list())
                .isEqualTo(all);
    }

    @Test
    void unitsAreCountedApart() {
        String unit = "apart-" + UUID.randomUUID().toString().substring(0, 8);
        for (Document document : List.of(document(unit, 1), document(unit + "b", 2))) {
            transaction.executeWithoutResult(status -> documents.add(document));
            RegisterEntry entry = transaction.execute(status -> register.take(document, "ABC", UUID.randomUUID()));
            assertThat(entry.notation()).isEqualTo("01/QĐ-ABC");
        }
    }

    private static Document document(String unit, int seed) {
        byte[] digest = new byte[32];
        digest[0] = (byte) seed;
        Instant now = Instant.now();
        return new Document(
                UUID.randomUUID(),
                unit,
                DocumentKind.QD,
                "Thử",
                UUID.randomUUID(),
                "A",
                UUID.randomUUID(),
                "B",
                "HIEU_TRUONG",
                DocumentState.SIGNED,
                ContentDigest.of(digest),
                ContentDigest.of(digest),
                1,
                1,
                2,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
